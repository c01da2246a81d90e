/** Says above the composer that the server has forgotten the thread, and how to go on. */
import { Unplug } from 'lucide-react'
import { useContext } from 'react'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { isOver } from '../../../shared/domain/run.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { focusComposer } from './composer-focus.ts'
import { ElsewhereContext } from './elsewhere-context.ts'

interface ThreadGoneProps {
  conversation: Conversation
  /** The latest. Where it is the one that failed for this, its own card says so. */
  run: Run | null
}

/** Nothing unless the thread is gone and nothing has been asked since. */
export function ThreadGone({ conversation: { id, threadId, isThreadGone }, run }: ThreadGoneProps) {
  const { goOnInNewThread } = useContext(ElsewhereContext)
  const isTold = run?.error?.kind === 'thread-not-found' && threadId !== null
  if (!isThreadGone || isTold || (run !== null && !isOver(run))) return null
  const goOn = () => {
    goOnInNewThread(id)
    focusComposer()
  }
  return (
    <div className="mx-auto w-full max-w-[784px] shrink-0 px-6 pb-2">
      <Card label={m.thread_gone_title()} edge="warn">
        <div className="flex items-start gap-3 p-3 ps-4">
          <Unplug size={18} className="mt-px shrink-0 text-warn" aria-hidden />
          <div className="min-w-0 flex-1">
            <h3 className="text-sm font-semibold">{m.thread_gone_title()}</h3>
            <p className="mt-0.5 text-sm text-fg-2">
              {threadId === null ? m.thread_next_is_new() : m.thread_gone_body()}
            </p>
          </div>
          {threadId !== null && <Button onClick={goOn}>{m.run_go_on_new_thread()}</Button>}
        </div>
      </Card>
    </div>
  )
}
