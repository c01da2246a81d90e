/** An ID in a small frame that a click copies. */
import { Check, Copy } from 'lucide-react'
import { useCopy } from './use-copy.ts'

interface CopyChipProps {
  id: string
  /** Its accessible name, such as "Copy thread ID …". */
  label: string
  title: string
  /** Takes the room there is instead of the usual little. */
  isWide?: boolean
}

/** Long IDs are cut in sight and copied whole. */
export function CopyChip({ id, label, title, isWide = false }: CopyChipProps) {
  const { isCopied, copy } = useCopy()
  return (
    <button
      type="button"
      aria-label={label}
      title={title}
      onClick={() => copy(id)}
      className="flex h-[22px] max-w-full min-w-0 items-center gap-1.5 rounded-full border border-line px-2.5 font-mono text-2xs text-fg-2 hover:bg-hover"
    >
      <span className={`truncate ${isWide ? '' : 'max-w-32'}`}>{id}</span>
      {isCopied ? (
        <Check size={12} className="shrink-0 text-ok" aria-hidden />
      ) : (
        <Copy size={12} className="shrink-0" aria-hidden />
      )}
    </button>
  )
}
