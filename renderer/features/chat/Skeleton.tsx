/** What stands in a conversation's place while it is opened. */
import { m } from '../../../shared/words/generated/messages.js'

/** Grey lines where messages will be, so that nothing jumps. */
export function Skeleton() {
  return (
    <output aria-label={m.loading()} className="block min-h-0 flex-1 overflow-hidden">
      <div className="live mx-auto flex h-full max-w-[784px] flex-col justify-end gap-4 px-6 pb-10">
        <div className="h-10 w-2/5 self-end rounded-2xl bg-bubble" />
        <div className="h-4 w-11/12 rounded-sm bg-sunk" />
        <div className="h-4 w-4/5 rounded-sm bg-sunk" />
        <div className="h-4 w-3/5 rounded-sm bg-sunk" />
      </div>
    </output>
  )
}
