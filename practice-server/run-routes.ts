/** Runs and their steps: reading, creating, cancelling, and taking in the outputs of functions. */
import { metadataIn, optionalFields, optionalFlag, refuseUnknown, type Fields } from './fields.ts'
import { draftsIn } from './messages.ts'
import { pageOf } from './paging.ts'
import { badRequest, json, notFound, type Reply } from './replies.ts'
import type { Call, Route } from './router.ts'
import { answerWithRun } from './run-answer.ts'
import { cancelRun, submitOutputs, type Output } from './run-changes.ts'
import { RUN_FIELDS, startRun } from './run-start.ts'
import { wantsContent, withoutContent } from './step-content.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import { createThread, openRunOf, threadOf } from './thread-routes.ts'
import type { World } from './world.ts'

export function runRoutes(world: World): Route[] {
  const runs = '/threads/:thread/runs'
  return [
    // Before ':run', or "runs" would be taken for a thread's name.
    { method: 'POST', path: '/threads/runs', handle: (call) => createThreadAndRun(world, call) },
    { method: 'POST', path: runs, handle: (call) => createRun(world, call) },
    { method: 'GET', path: runs, handle: (call) => json(listRuns(world, call)) },
    { method: 'GET', path: `${runs}/:run`, handle: (call) => json(runIn(world, call).record.run) },
    { method: 'POST', path: `${runs}/:run`, handle: (call) => modifyRun(world, call) },
    { method: 'POST', path: `${runs}/:run/cancel`, handle: (call) => cancel(world, call) },
    { method: 'POST', path: `${runs}/:run/submit_tool_outputs`, handle: (call) => submit(world, call) },
    { method: 'GET', path: `${runs}/:run/steps`, handle: (call) => json(listSteps(world, call)) },
    { method: 'GET', path: `${runs}/:run/steps/:step`, handle: (call) => json(stepIn(world, call)) },
  ]
}

interface Found {
  thread: ThreadRecord
  record: RunRecord
}

function runIn(world: World, call: Call): Found {
  const thread = threadOf(world, call)
  const id = call.id('run')
  const record = thread.runs.find(({ run }) => run.id === id)
  if (!record) throw notFound('run', id)
  return { thread, record }
}

function listRuns(world: World, call: Call) {
  return pageOf(
    threadOf(world, call).runs.map(({ run }) => run),
    call.query,
  )
}

function createRun(world: World, call: Call): Reply {
  const thread = threadOf(world, call)
  const fields = call.fields()
  refuseUnknown(fields, [...RUN_FIELDS, 'additional_messages', 'additional_instructions', 'reasoning_effort'])
  const open = openRunOf(thread)
  if (open && world.settings.locksThreads)
    throw badRequest(`Thread ${thread.thread.id} already has an active run ${open.id}.`)
  const drafts = draftsIn(fields, 'additional_messages')
  const record = startRun(world, { thread, fields, call, drafts })
  return answerWithRun(world, {
    thread,
    record,
    wantsStream: optionalFlag(fields, 'stream') === true,
    opening: born(record),
  })
}

function createThreadAndRun(world: World, call: Call): Reply {
  const fields = call.fields()
  refuseUnknown(fields, [...RUN_FIELDS, 'thread', 'tool_resources'])
  const thread = createThread(world, optionalFields(fields, 'thread') ?? {})
  call.leaves(thread.thread.id)
  const record = startRun(world, { thread, fields, call, drafts: [] })
  const opening = [{ event: 'thread.created', data: thread.thread }, ...born(record)]
  return answerWithRun(world, {
    thread,
    record,
    wantsStream: optionalFlag(fields, 'stream') === true,
    opening,
  })
}

const born = ({ run }: RunRecord) => [
  { event: 'thread.run.created', data: run },
  { event: 'thread.run.queued', data: run },
]

function modifyRun(world: World, call: Call): Reply {
  const { run } = runIn(world, call).record
  const fields = call.fields()
  refuseUnknown(fields, ['metadata'])
  run.metadata = metadataIn(fields)
  world.store.changed()
  return json(run)
}

function cancel(world: World, call: Call): Reply {
  const { thread, record } = runIn(world, call)
  cancelRun(world, thread, record)
  return json(record.run)
}

function submit(world: World, call: Call): Reply {
  const { thread, record } = runIn(world, call)
  const fields = call.fields()
  refuseUnknown(fields, ['tool_outputs', 'stream'])
  const wantsStream = optionalFlag(fields, 'stream') === true
  const opening = submitOutputs(world, { thread, record, outputs: outputsIn(fields) })
  return answerWithRun(world, { thread, record, wantsStream, opening })
}

function outputsIn(fields: Fields): Output[] {
  if (!Array.isArray(fields.tool_outputs))
    throw badRequest(
      "Missing required parameter: 'tool_outputs'.",
      'tool_outputs',
      'missing_required_parameter',
    )
  return fields.tool_outputs.map((item: unknown) => {
    const { tool_call_id: callId, output } = optionalFields({ item }, 'item') ?? {}
    if (typeof callId !== 'string' || typeof (output ?? '') !== 'string')
      throw badRequest(
        "Invalid type for 'tool_outputs': expected objects with the strings tool_call_id and output.",
        'tool_outputs',
        'invalid_type',
      )
    return { callId, output: typeof output === 'string' ? output : '' }
  })
}

function listSteps(world: World, call: Call) {
  const { record } = runIn(world, call)
  if (world.moods().noSteps) throw notFound('route', 'steps')
  const page = pageOf(record.steps, call.query)
  return wantsContent(call.query) ? page : { ...page, data: page.data.map(withoutContent) }
}

function stepIn(world: World, call: Call) {
  const { record } = runIn(world, call)
  const id = call.id('step')
  const step = world.moods().noSteps ? undefined : record.steps.find((candidate) => candidate.id === id)
  if (!step) throw notFound('step', id)
  return wantsContent(call.query) ? step : withoutContent(step)
}
