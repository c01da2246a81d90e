/** The line where a conversation goes on in another thread, because the server had forgotten the one before. */
import { m } from '../../../shared/words/generated/messages.js'

/** Words between two lines; they are read out as what they are. */
export function ThreadBegins() {
  return (
    <div className="flex items-center gap-3 pt-8 pb-1 text-xs text-fg-3">
      <span aria-hidden className="h-px min-w-6 flex-1 bg-line-strong" />
      <p role="note" className="max-w-[80%] text-center">
        {m.thread_begins()}
      </p>
      <span aria-hidden className="h-px min-w-6 flex-1 bg-line-strong" />
    </div>
  )
}
