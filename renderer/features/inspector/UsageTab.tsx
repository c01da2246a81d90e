/** What a run and its conversation have cost: tokens, time, questions to the server. */
import type { Inspection } from '../../../shared/domain/inspection.ts'
import type { Usage } from '../../../shared/domain/run-record.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber, formatSeconds } from '../../ui/format.ts'
import { Facts } from './Facts.tsx'

export function UsageTab({ inspection }: { inspection: Inspection }) {
  const { run, conversation, exchanges } = inspection
  return (
    <div className="flex flex-col gap-5 py-3">
      <section aria-label={m.inspect_usage_run()}>
        <h3 className="mb-2 text-sm font-semibold">{m.inspect_usage_run()}</h3>
        {run.usage === null && <p className="mb-2 text-xs text-fg-2">{m.inspect_usage_unknown()}</p>}
        <Facts
          facts={[
            ...(run.usage === null ? [] : tokens(run.usage)),
            { label: m.inspect_first(), value: since(run.startedAt, run.firstTextAt) },
            { label: m.inspect_total(), value: since(run.startedAt, run.endedAt) },
            { label: m.inspect_polls(), value: formatNumber(run.polls) },
            { label: m.inspect_requests_count(), value: formatNumber(exchanges.length) },
          ]}
        />
      </section>
      <section aria-label={m.inspect_usage_conversation()}>
        <h3 className="mb-2 text-sm font-semibold">{m.inspect_usage_conversation()}</h3>
        {conversation.counted > 0 && <Facts facts={tokens(conversation.usage)} />}
        <p className="mt-2 text-xs text-fg-3">
          {conversation.counted === 0
            ? m.inspect_usage_unknown()
            : m.inspect_usage_counted({
                counted: formatNumber(conversation.counted),
                runs: formatNumber(conversation.runs),
              })}
        </p>
      </section>
    </div>
  )
}

const tokens = ({ prompt, completion, total }: Usage) => [
  { label: m.inspect_usage_prompt(), value: formatNumber(prompt) },
  { label: m.inspect_usage_completion(), value: formatNumber(completion) },
  { label: m.inspect_usage_total(), value: formatNumber(total) },
]

const since = (from: number, to: number | null): string =>
  to === null ? m.inspect_not_yet() : m.seconds_short({ seconds: formatSeconds(to - from) })
