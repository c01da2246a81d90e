/** The sign for all assistants together. */
import { Users } from 'lucide-react'

/** Stands for all assistants, where one has its letter. */
export function Everyone() {
  return (
    <span aria-hidden className="grid size-6 shrink-0 place-items-center rounded-sm bg-active text-fg-2">
      <Users size={14} />
    </span>
  )
}
