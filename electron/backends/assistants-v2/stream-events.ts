/** Reads a run's event stream: what each event means for the run, its steps and its answers. No I/O, no clock. */
import type { Step } from '../../../shared/domain/step.ts'
import type { RemoteAnswer, TurnEvent } from '../../conversations/ports.ts'
import { parseJson } from '../read-json.ts'
import type { SseEvent } from '../sse.ts'
import { createGrowingMessages, readDelta } from './growing-messages.ts'
import { createGrowingSteps, type GrowingSteps } from './growing-steps.ts'
import { fileNamesOf } from './read-steps.ts'
import { messageReply, runReply, stepReply, type RunReply } from './replies.ts'

export interface StreamNews {
  events: TurnEvent[]
  /** The run as this event tells it. */
  run: RunReply | null
  /** Steps changed; ask `steps()` when it suits, for they change with every word of code. */
  hasNewSteps: boolean
  /** The server says that it is done, or that the stream failed: nothing that follows counts. */
  isOver: boolean
}

export interface StreamReader {
  read(event: SseEvent): StreamNews
  steps(): Step[]
  /** What the stream told of the answers, whole or not. */
  answers(): RemoteAnswer[]
}

export interface StreamSubject {
  threadId: string
  /** Null when the stream is to tell it. */
  runId: string | null
  knownMessageIds: readonly string[]
  /** Steps of before this stream. */
  steps: readonly Step[]
}

const NOTHING: StreamNews = { events: [], run: null, hasNewSteps: false, isOver: false }

export function createStreamReader(subject: StreamSubject): StreamReader {
  let { runId } = subject
  const known = new Set(subject.knownMessageIds)
  const isOurRun = (id: string | null | undefined) => id === null || id === undefined || id === runId
  const messages = createGrowingMessages(
    ({ id, run_id }) => !known.has(id) && (runId === null || isOurRun(run_id)),
  )
  const steps = createGrowingSteps(subject.steps)

  function readRun(data: unknown): StreamNews {
    const parsed = runReply.safeParse(data)
    if (!parsed.success) return NOTHING
    const { id, thread_id } = parsed.data
    if (typeof id !== 'string') return NOTHING
    // A first run of another thread is let through, for whoever asked for it to refuse.
    if (runId !== null && (thread_id ?? subject.threadId) !== subject.threadId) return NOTHING
    runId ??= id
    return id === runId ? { ...NOTHING, run: parsed.data } : NOTHING
  }

  function readMessage(data: unknown, kind: string): StreamNews {
    if (kind === 'delta') {
      const delta = readDelta(data)
      if (delta === null || known.has(delta.id)) return NOTHING
      return { ...NOTHING, events: messages.grow(delta.id, delta.delta) }
    }
    const parsed = messageReply.safeParse(data)
    if (!parsed.success) return NOTHING
    messages.meet(parsed.data)
    const isWhole = kind === 'completed' || kind === 'incomplete'
    if (!isWhole) return NOTHING
    return { ...NOTHING, events: messages.complete(parsed.data, fileNamesOf(steps.list())) }
  }

  return {
    read({ event, data }) {
      if (event === 'done' || data === '[DONE]' || event === 'error') return { ...NOTHING, isOver: true }
      const value = parseJson(data)
      const kind = event.slice(event.lastIndexOf('.') + 1)
      if (value === undefined) return NOTHING
      if (event.startsWith('thread.run.step.'))
        return { ...NOTHING, hasNewSteps: hearStep(steps, { data: value, kind, isOurRun }) }
      if (event.startsWith('thread.run.')) return readRun(value)
      if (event.startsWith('thread.message.')) return readMessage(value, kind)
      return NOTHING
    },
    steps: steps.list,
    answers: messages.answers,
  }
}

interface ToldStep {
  data: unknown
  kind: string
  isOurRun: (id: string | null | undefined) => boolean
}

/** True when the steps have changed. */
function hearStep(steps: GrowingSteps, { data, kind, isOurRun }: ToldStep): boolean {
  if (kind === 'delta') {
    const delta = readDelta(data)
    return delta !== null && steps.grow(delta.id, delta.delta)
  }
  const parsed = stepReply.safeParse(data)
  return parsed.success && isOurRun(parsed.data.run_id) && steps.put(parsed.data)
}
