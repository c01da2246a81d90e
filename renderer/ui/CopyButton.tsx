/** Copies a text and says so for a moment. */
import { Check, Copy } from 'lucide-react'
import { m } from '../../shared/words/generated/messages.js'
import { IconButton } from './Button.tsx'
import { useCopy } from './use-copy.ts'

interface CopyButtonProps {
  text: string | (() => string)
  label?: string
}

/** An icon button named Copy unless told otherwise. */
export function CopyButton({ text, label = m.copy() }: CopyButtonProps) {
  const { isCopied, copy } = useCopy()
  return (
    <IconButton
      label={isCopied ? m.copied() : label}
      onClick={() => copy(typeof text === 'function' ? text() : text)}
    >
      {isCopied ? <Check size={15} className="text-ok" /> : <Copy size={15} />}
    </IconButton>
  )
}
