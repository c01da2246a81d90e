/** What a client may do to a run that is under way: cancel it, or bring what its functions answered. */
import { inSeconds } from './clock.ts'
import type { OpeningEvent } from './event-stream.ts'
import { languageOf } from './language.ts'
import { badRequest, clip } from './replies.ts'
import { closeStep, switchScript } from './run-progress.ts'
import type { Script } from './script.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import { isOver, type RunStep } from './wire.ts'
import type { World } from './world.ts'

export interface Output {
  callId: string
  output: string
}

const CANCELLING_MS = 300

/** The run is cancelling when this returns and cancelled a moment later. */
export function cancelRun(world: World, thread: ThreadRecord, record: RunRecord) {
  const { run } = record
  if (isOver(run.status) || run.status === 'cancelling')
    throw badRequest(`Cannot cancel run with status '${run.status}'.`)
  const ms = world.cast.get(run.assistant_id)?.cancellingMs?.(record.question) ?? CANCELLING_MS
  const script: Script = [
    { do: 'wait', ms },
    { do: 'break-off', as: 'cancelled' },
  ]
  switchScript(record, script, world.clock.now())
  run.status = 'cancelling'
  run.required_action = null
  world.engine.progressOf(thread, record).emit('thread.run.cancelling', run)
  world.engine.wake(thread, record)
  world.store.changed()
}

interface Submission {
  thread: ThreadRecord
  record: RunRecord
  outputs: Output[]
}

/** Takes the outputs of all calls at once; returns the events that open the stream of what follows. */
export function submitOutputs(world: World, { thread, record, outputs }: Submission): OpeningEvent[] {
  const { run } = record
  const calls = run.required_action?.submit_tool_outputs.tool_calls
  if (run.status !== 'requires_action' || !calls)
    throw badRequest(`Runs in status "${run.status}" do not accept tool outputs.`)
  const expected = calls.map(({ id }) => id)
  const given = outputs.map(({ callId }) => callId)
  if (!sameIds(expected, given))
    throw badRequest(`Expected tool outputs for call_ids ${listed(expected)}, got ${listed(given)}`)

  const told: OpeningEvent[] = []
  const now = world.clock.now()
  const step = record.steps.at(-1)
  if (step) fillIn(step, outputs)
  const emit = (event: string, data: unknown) => told.push({ event, data })
  closeStep({ thread, record, emit }, 'completed', inSeconds(now))
  run.status = 'queued'
  run.required_action = null
  switchScript(record, resumed(world, record, outputs), now)
  world.store.changed()
  return [...told, { event: 'thread.run.queued', data: run }]
}

const sameIds = (expected: string[], given: string[]) =>
  JSON.stringify(expected.toSorted()) === JSON.stringify(given.toSorted())

const listed = (ids: string[]) => `[${ids.map((id) => `'${clip(id)}'`).join(', ')}]`

function fillIn(step: RunStep, outputs: Output[]) {
  if (step.step_details.type !== 'tool_calls') return
  const calls = step.step_details.tool_calls.map((call) => {
    const answer = outputs.find(({ callId }) => callId === call.id)
    return call.type === 'function' && answer
      ? { ...call, function: { ...call.function, output: answer.output } }
      : call
  })
  step.step_details = { type: 'tool_calls', tool_calls: calls }
}

function resumed(world: World, record: RunRecord, outputs: Output[]) {
  const results = record.steps
    .flatMap(({ step_details: details }) => (details.type === 'tool_calls' ? details.tool_calls : []))
    .flatMap((call) => (call.type === 'function' ? [call] : []))
    .filter(({ id }) => outputs.some(({ callId }) => callId === id))
    .map(({ function: { name, arguments: wanted, output } }) => ({ name, wanted, output: output ?? '' }))
  const member = world.cast.get(record.run.assistant_id)
  const language = languageOf(record.question)
  return member?.resume?.({ results, language, newId: world.newId }) ?? []
}
