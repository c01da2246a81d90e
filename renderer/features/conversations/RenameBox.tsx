/** A title being changed in its place: Enter keeps it, Escape does not, leaving the box keeps it. */
import { useEffect, useRef, useState } from 'react'
import { m } from '../../../shared/words/generated/messages.js'

const LONGEST_TITLE = 200

interface RenameBoxProps {
  title: string
  /** Null when it stays as it was. */
  onDone(title: string | null): void
}

/** Selected whole, so that typing replaces it. */
export function RenameBox({ title, onDone }: RenameBoxProps) {
  const [text, setText] = useState(title)
  const box = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])
  const finish = (result: string | null) => {
    if (isDone.current) return
    isDone.current = true
    onDone(result)
  }
  return (
    <input
      ref={box}
      aria-label={m.conversation_rename_label()}
      value={text}
      maxLength={LONGEST_TITLE}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          // Or the same key would press the row's button, which has the focus next.
          event.preventDefault()
          finish(text)
        }
        if (event.key === 'Escape') {
          event.preventDefault()
          finish(null)
        }
      }}
      className="h-8 w-full rounded-md border border-field-line bg-raised px-2 text-sm outline-offset-[-2px]"
    />
  )
}
