/** What a run says in an exported document: its state, times and tokens, each step, what went wrong, and the assistant it was. */
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { ExportedRun, Stamp } from '../../shared/domain/export.ts'
import type { Step, ToolUse } from '../../shared/domain/step.ts'
import type { AppError } from '../../shared/errors.ts'
import { details } from '../../shared/words/explain-details.ts'
import { explain } from '../../shared/words/explain.ts'
import { m } from '../../shared/words/generated/messages.js'
import { facts, type Block, type Section } from './export-sections.ts'
import { readable, type WriteStamp } from './stamps.ts'

const STATES: Record<ExportedRun['state'], () => string> = {
  preparing: m.state_preparing,
  queued: m.state_queued,
  running: m.state_running,
  'needs-results': m.state_needs_results,
  cancelling: m.state_cancelling,
  completed: m.state_completed,
  failed: m.state_failed,
  incomplete: m.state_incomplete,
  expired: m.state_expired,
  cancelled: m.state_cancelled,
}

export function sectionOfRun(run: ExportedRun, stamp: WriteStamp): Section {
  return {
    kind: 'run',
    title: m.export_run_title({ state: STATES[run.state]?.() ?? run.state }),
    at: readable(run.startedAt),
    blocks: [
      ...run.steps.flatMap(blocksOfStep),
      ...openCalls(run),
      ...(run.error === null ? [] : blocksOfError(run.error)),
      { kind: 'facts', facts: factsOf(run) },
      ...(run.assistantSnapshot === null ? [] : blocksOfSnapshot(run.assistantSnapshot, stamp)),
    ],
  }
}

function factsOf(run: ExportedRun) {
  const { usage } = run
  const when = (stamp: Stamp | null) => (stamp === null ? null : readable(stamp))
  return facts(
    [m.export_run(), run.remoteId ?? run.id, true],
    [m.export_thread(), run.threadId, true],
    ['', run.rawStatus, true],
    [m.export_begun(), readable(run.startedAt)],
    [m.export_first_words(), when(run.firstTextAt)],
    [m.export_ended(), when(run.endedAt)],
    [m.export_expires(), run.endedAt === null ? when(run.expiresAt) : null],
    [m.export_tokens(), usage === null ? null : m.export_tokens_value(usage)],
  )
}

function blocksOfStep({ tools, error }: Step): Block[] {
  const uses = tools.flatMap(blocksOfUse)
  return error === null ? uses : [...uses, { kind: 'list', label: m.export_error(), items: [error] }]
}

function blocksOfUse(use: ToolUse): Block[] {
  switch (use.kind) {
    case 'code':
      return [
        exact(m.export_code(), 'python', use.input),
        ...use.outputs.map((output): Block => {
          if (output.type === 'image')
            return { kind: 'list', label: '', items: [m.export_image({ id: output.fileId })] }
          return exact(m.export_output(), 'text', output.type === 'logs' ? output.text : output.raw)
        }),
      ]
    case 'file-search':
      return [
        {
          kind: 'list',
          label: m.export_searched(),
          items: use.hits.map(({ fileName, fileId, passage }) =>
            [fileName, fileId === null ? '' : `(${fileId})`, passage === null ? '' : `“${passage}”`]
              .filter(Boolean)
              .join(' '),
          ),
        },
      ]
    case 'function':
      return blocksOfCall(use)
    case 'unknown':
      return [exact(m.export_unknown({ name: use.name }), 'json', use.raw)]
  }
}

function blocksOfCall({ name, argumentsText, output }: Omit<Extract<ToolUse, { kind: 'function' }>, 'kind'>) {
  const asked = exact(m.export_arguments({ name }), 'json', argumentsText)
  return output === null ? [asked] : [asked, exact(m.export_result({ name }), 'text', output)]
}

/** Calls that no step tells of: the run still waits for them, or the server lists no steps. */
function openCalls({ calls, results, steps }: ExportedRun): Block[] {
  const told = new Set(
    steps.flatMap(({ tools }) => tools.flatMap((use) => (use.kind === 'function' ? [use.callId] : []))),
  )
  return calls
    .filter(({ callId }) => !told.has(callId))
    .flatMap(({ callId, name, argumentsText }) => {
      const output = results.find((result) => result.callId === callId)?.output ?? null
      return blocksOfCall({ name, argumentsText, output })
    })
}

function blocksOfError(error: AppError): Block[] {
  const { title, why } = explain(error)
  return [
    { kind: 'list', label: m.export_error(), items: [title, why] },
    {
      kind: 'list',
      label: m.export_details(),
      items: details(error).map((each) => `${each.label}: ${each.value}`),
    },
  ]
}

function blocksOfSnapshot(snapshot: AssistantSnapshot, stamp: WriteStamp): Block[] {
  const { name, model, tools, files, instructions, readAt } = snapshot
  const described = facts(
    [m.export_snapshot(), name ?? '—'],
    [m.export_model(), model, true],
    [m.export_tools(), tools.join(', ')],
    [m.export_files(), files.map(({ id }) => id).join(', '), true],
    [m.export_read(), readable(stamp(readAt))],
  )
  return [
    { kind: 'facts', facts: described },
    ...(instructions === null || instructions === ''
      ? []
      : [exact(m.export_instructions(), 'text', instructions)]),
  ]
}

const exact = (label: string, language: string, text: string): Block => ({
  kind: 'exact',
  label,
  language,
  text,
})
