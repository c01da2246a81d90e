/** A run of someone else holds the thread: waits for it, cancels it, or takes it up where it turns out to be ours. */
import type { Question } from '../../shared/domain/conversation.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { AssistantBackend, OpenRun } from './ports.ts'
import type { TurnStore } from './store-ports.ts'

/** How often we look whether the thread is free, in milliseconds. */
const LOOK_EVERY_MS = 3_000
/** How long asking for the run in the way and cancelling it may take. */
const WITHIN_MS = 15_000

interface World {
  clock: Clock
  store: TurnStore
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend }>
}

/** A run by its conversation and our ID. */
export interface RunName {
  conversationId: string
  runId: string
}

/** How to go on after a question that did not get through. */
export interface WayOut {
  /** What the next run is for. */
  question: Question
  /** The run that asked it before. */
  before: Run
  /** What is known of the next run from the start. */
  known: Partial<Run>
  /** A question that must wait for its turn again. */
  blocked: Question | null
}

/** Returns once no run is open in the thread, or once the server does not say. Only an abort throws. */
export async function untilThreadIsFree(
  { backend, clock }: { backend: AssistantBackend; clock: Clock },
  threadId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    if ((await openRunOrNone(backend, threadId, signal)) === null) return
    await clock.sleep(LOOK_EVERY_MS, signal)
  }
}

/** Trouble here is no reason to stand still: the next POST will tell. */
async function openRunOrNone(
  backend: AssistantBackend,
  threadId: string,
  signal: AbortSignal,
): Promise<OpenRun | null> {
  try {
    return await backend.findOpenRun(threadId, signal)
  } catch {
    signal.throwIfAborted()
    return null
  }
}

/** How to wait for the run in the way; one that is ours is followed instead. @throws Failure */
export async function waitOut(world: World, name: RunName): Promise<WayOut> {
  const { question, before, threadId } = blockedBy(world, name)
  const open = await inTime(world, name, (backend, signal) => openRunOrNone(backend, threadId, signal))
  const ours = world.store.findRun(open?.ourId ?? '')
  const asked = ours?.conversationId === name.conversationId ? world.store.findMessage(ours.messageId) : null
  if (open === null || ours === null || asked?.role !== 'user')
    return { question, before, known: { isThreadBusy: open !== null }, blocked: null }
  const posts = { thread: 'done', message: 'done', run: 'done', results: 'not-yet' } as const
  const known = { state: 'running', remoteId: open.remoteId, posts } as const
  return { question: asked, before: ours, known, blocked: asked.id === question.id ? null : question }
}

/** Cancels the run in the way. @throws Failure */
export async function breakLock(world: World, name: RunName): Promise<WayOut> {
  const { question, before, threadId } = blockedBy(world, name)
  const isThreadBusy = await inTime(world, name, async (backend, signal) => {
    const open = await backend.findOpenRun(threadId, signal)
    if (open !== null) await backend.cancel({ threadId, remoteId: open.remoteId }, signal)
    return open !== null
  })
  return { question, before, known: { isThreadBusy }, blocked: null }
}

/** A run of the conversation that is not over. @throws Failure when there is none of this name */
export function openRunNamed({ store }: Pick<World, 'store'>, { conversationId, runId }: RunName): Run {
  const run = store.findRun(runId)
  if (run === null || run.conversationId !== conversationId || isOver(run))
    throw new Failure({ kind: 'not-found-here', what: 'run' })
  return run
}

function blockedBy({ store }: World, { conversationId, runId }: RunName) {
  const before = store.findRun(runId)
  const question = before?.conversationId === conversationId ? store.findMessage(before.messageId) : null
  if (before === null || question?.role !== 'user' || !isOver(before))
    throw new Failure({ kind: 'not-found-here', what: 'run' })
  const threadId = before.threadId
  if (threadId === null) throw new Failure({ kind: 'invalid-request' })
  return { before, question, threadId }
}

async function inTime<T>(
  { clock, backendFor }: World,
  { conversationId }: RunName,
  work: (backend: AssistantBackend, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController()
  const disarm = clock.after(WITHIN_MS, () =>
    deadline.abort(new Failure({ kind: 'unreachable', reason: 'timeout', host: '' })),
  )
  try {
    const { backend } = await backendFor(conversationId)
    return await work(backend, deadline.signal)
  } finally {
    disarm()
  }
}
