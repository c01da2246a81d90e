/** What was typed for calls whose run ended before it was sent: shown to be copied, since nothing typed is ever lost. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useTyped } from './function-results.ts'

/** Nothing when all of it went out, or nothing was typed. */
export function UnsentResults({ run }: { run: Run }) {
  const typed = useTyped(run)
  const taken = new Set(
    run.steps.flatMap(({ tools }) =>
      tools.flatMap((tool) => (tool.kind === 'function' && tool.output !== null ? (tool.callId ?? []) : [])),
    ),
  )
  const unsent = Object.entries(typed).filter(
    ([callId, { text }]) => text.trim() !== '' && !taken.has(callId),
  )
  if (unsent.length === 0) return null
  return (
    <Card label={m.function_unsent()}>
      <h3 className="px-4 pt-3 text-sm font-semibold">{m.function_unsent()}</h3>
      <dl className="flex flex-col gap-2 px-4 py-3">
        {unsent.map(([callId, { name, text }]) => (
          <div key={callId} className="flex items-start gap-2">
            <dt className="w-[104px] shrink-0 pt-1 font-mono text-xs [overflow-wrap:anywhere] text-fg-2">
              {name}
            </dt>
            <dd className="flex min-w-0 flex-1 items-start gap-1">
              <pre className="scroll max-h-40 min-w-0 flex-1 overflow-auto rounded-md bg-sunk px-3 py-1.5 font-mono text-xs leading-[18px] whitespace-pre-wrap select-text">
                {text}
              </pre>
              <CopyButton text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
