/** Every ID of a run, each to be copied, and the record the app keeps of it as it stands. */
import type { Inspection } from '../../../shared/domain/inspection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { AssistantThen } from './AssistantThen.tsx'

export function RawTab({ inspection }: { inspection: Inspection }) {
  const record = JSON.stringify(inspection.run, null, 2)
  return (
    <div className="flex flex-col gap-5 py-3">
      <section aria-label={m.inspect_ids()}>
        <h3 className="mb-2 text-sm font-semibold">{m.inspect_ids()}</h3>
        <ul className="flex flex-col gap-1.5">
          {idsOf(inspection).map(({ name, id }) => (
            <li key={`${name} ${id}`} className="flex items-center gap-3 text-xs">
              <span className="w-32 shrink-0 text-fg-3">{name}</span>
              <CopyChip id={id} label={m.inspect_copy_id({ name, id })} title={id} isWide />
            </li>
          ))}
        </ul>
      </section>
      <AssistantThen assistant={inspection.assistant} />
      <section aria-label={m.inspect_record()}>
        <div className="flex h-8 items-center justify-between">
          <h3 className="text-sm font-semibold">{m.inspect_record()}</h3>
          <CopyButton text={record} label={m.inspect_copy_record()} />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <pre
          tabIndex={0}
          className="scroll max-h-[480px] overflow-auto rounded-md border border-line bg-sunk px-2.5 py-2 font-mono text-2xs [overflow-wrap:anywhere] whitespace-pre-wrap select-text"
        >
          {record}
        </pre>
      </section>
    </div>
  )
}

function idsOf({ run, messageIds }: Inspection): { name: string; id: string }[] {
  const known: [string, string | null][] = [
    [m.detail_thread(), run.threadId],
    [m.inspect_id_question(), messageIds.question],
    [m.detail_run(), run.remoteId],
    ...messageIds.answers.map((id): [string, string] => [m.inspect_id_answer(), id]),
    [m.inspect_id_conversation(), run.conversationId],
    [m.inspect_id_run(), run.id],
  ]
  return known.flatMap(([name, id]) => (id === null ? [] : { name, id }))
}
