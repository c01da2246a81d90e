/** Stands where one would write, in a conversation whose assistant is gone for good. */
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { isolated } from '../../ui/isolate.ts'

/** The draft is left alone: it is there again with the assistant. */
export function AssistantGone({ name, onConnectAgain }: { name: string; onConnectAgain(): void }) {
  return (
    <section
      aria-label={m.chat_assistant_gone({ name: isolated(name) })}
      className="mx-auto flex w-full max-w-[760px] flex-wrap items-center gap-3 rounded-xl border border-line bg-sunk px-4 py-3"
    >
      <div className="min-w-[240px] flex-1 text-sm">
        <p className="font-medium">{m.chat_assistant_gone({ name: isolated(name) })}</p>
        <p className="mt-0.5 text-fg-2">{m.chat_assistant_gone_body()}</p>
      </div>
      <Button onClick={onConnectAgain}>{m.sidebar_connect_another()}</Button>
    </section>
  )
}
