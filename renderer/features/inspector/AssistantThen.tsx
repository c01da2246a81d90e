/** What the server said of the assistant when a run began: it may be another today. */
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Folded } from '../../ui/Folded.tsx'
import { formatMoment } from '../../ui/format.ts'
import { Facts } from './Facts.tsx'

export function AssistantThen({ assistant }: { assistant: AssistantSnapshot | null }) {
  const summary = assistant === null ? '' : [assistant.name, assistant.model].filter(Boolean).join(', ')
  return (
    <Folded words={m.inspect_assistant_then()} summary={summary}>
      <div className="mt-2 ps-5">
        {assistant === null ? (
          <p className="text-xs text-fg-2">{m.inspect_assistant_unknown()}</p>
        ) : (
          <Facts facts={factsOf(assistant)} />
        )}
      </div>
    </Folded>
  )
}

const factsOf = ({ name, description, model, instructions, tools, files, readAt }: AssistantSnapshot) => [
  { label: m.asst_fact_name(), value: name ?? m.asst_fact_none() },
  ...(description === null || description === ''
    ? []
    : [{ label: m.asst_fact_description(), value: description }]),
  { label: m.asst_fact_model(), value: model ?? m.asst_fact_none() },
  { label: m.asst_fact_instructions(), value: <Instructions text={instructions ?? ''} /> },
  { label: m.asst_fact_tools(), value: listed(tools) },
  { label: m.asst_fact_files(), value: listed(files.map(({ id }) => id)) },
  { label: m.inspect_assistant_read_at(), value: formatMoment(readAt) },
]

const listed = (words: readonly string[]) => (words.length === 0 ? m.asst_fact_none() : words.join(', '))

function Instructions({ text }: { text: string }) {
  if (text === '') return m.asst_fact_none()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="scroll max-h-56 overflow-y-auto whitespace-pre-wrap" tabIndex={0}>
      {text}
    </div>
  )
}
