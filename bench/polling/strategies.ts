/** The ways to wait for an answer: ours with and without streams, and the official package's helper. */
import OpenAI from 'openai'
import { systemClock } from '../../electron/platform/clock.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import { openEngine, type Delivery, type Engine } from '../engine/engine.ts'

export interface Waited {
  threadId: string
  /** When the whole text was here, in milliseconds since the epoch. */
  textAt: number
}

export interface Question {
  assistantId: string
  text: string
}

export interface Strategies {
  /** By name, in the order of the table. */
  ask: Readonly<
    Record<'ours' | 'ours, streaming' | 'fixed 1 s' | 'SDK helper', (question: Question) => Promise<Waited>>
  >
  close(): void
}

export const RESULT = '{"status":"shipped","carrier":"Formosa Post"}'

export async function openStrategies(place: {
  folder: string
  baseUrl: string
  key: string
}): Promise<Strategies> {
  const ours = await openOurs(place)
  const { beta } = new OpenAI({ apiKey: place.key, baseURL: place.baseUrl })
  return {
    ask: {
      ours: (question) => ours.ask(question, 'polling'),
      'ours, streaming': (question) => ours.ask(question, 'streaming'),
      'fixed 1 s': (question) => askHelper(beta, question, { pollIntervalMs: 1_000 }),
      'SDK helper': (question) => askHelper(beta, question, {}),
    },
    close: ours.close,
  }
}

async function openOurs(place: { folder: string; baseUrl: string; key: string }) {
  const deliveries = new Map<string, Delivery>()
  const waiting = new Map<string, (textAt: number) => void>()
  const engine: Engine = await openEngine({
    ...place,
    delivery: ({ id }) => deliveries.get(id) ?? 'polling',
    publish: (event) => hear(event),
  })
  function hear(event: AppEvent) {
    if (event.type === 'message-changed' && event.message.role === 'assistant') {
      if (event.message.status === 'complete') waiting.get(event.conversationId)?.(systemClock.now())
    } else if (event.type === 'run-changed' && event.run.state === 'needs-results') {
      const { id: runId, conversationId, calls, results } = event.run
      if (results.length > 0) return
      // A moment later: the run is still being told of.
      systemClock.after(0, () =>
        engine.turns.giveResults({
          conversationId,
          runId,
          results: calls.map(({ callId }) => ({ callId, output: RESULT })),
        }),
      )
    }
  }
  return {
    close: () => engine.close(),
    async ask({ assistantId, text }: Question, delivery: Delivery): Promise<Waited> {
      const conversationId = engine.begin(assistantId)
      deliveries.set(conversationId, delivery)
      const textAt = new Promise<number>((resolve) => waiting.set(conversationId, resolve))
      engine.send(conversationId, text)
      const at = await textAt
      return { threadId: engine.conversations.find(conversationId)?.threadId ?? '', textAt: at }
    },
  }
}

async function askHelper(
  { threads }: OpenAI['beta'],
  { assistantId, text }: Question,
  options: { pollIntervalMs?: number },
): Promise<Waited> {
  const { id: threadId } = await threads.create({})
  await threads.messages.create(threadId, { role: 'user', content: text })
  let run = await threads.runs.createAndPoll(threadId, { assistant_id: assistantId }, options)
  const calls = run.required_action?.submit_tool_outputs.tool_calls
  if (calls !== undefined)
    run = await threads.runs.submitToolOutputsAndPoll(
      run.id,
      { thread_id: threadId, tool_outputs: calls.map(({ id }) => ({ tool_call_id: id, output: RESULT })) },
      options,
    )
  await threads.messages.list(threadId, { run_id: run.id })
  return { threadId, textAt: systemClock.now() }
}
