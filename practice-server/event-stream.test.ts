/** What a stream tells, in which order, and how it ends. */
import { describe, expect, it } from 'vitest'
import type OpenAI from 'openai'
import { createTestClock } from './test-clock.ts'
import { openDesk, type Desk } from './test-desk.ts'

const ANSWER = [
  'thread.message.created',
  'thread.message.in_progress',
  'thread.message.delta',
  'thread.message.completed',
]
const STEP = ['thread.run.step.created', 'thread.run.step.in_progress']

describe('a streamed run', () => {
  it('tells its life in the protocol’s order and adds up to the stored answer', async () => {
    const desk = await openDesk()
    const thread = await desk.threadWith('What is a run?')
    const events = await streamOf(desk, thread.id, desk.server.assistantIds.guide)
    expect(shortened(events)).toEqual([
      'thread.run.created',
      'thread.run.queued',
      'thread.run.in_progress',
      ...STEP,
      'thread.run.step.delta',
      'thread.run.step.completed',
      ...STEP,
      ...ANSWER,
      'thread.run.step.completed',
      'thread.run.completed',
    ])
    expect(events[0]?.data).toMatchObject({ status: 'queued' })
    expect(textIn(events)).toBe(await desk.textOf(thread.id))
    expect(textIn(events)).toContain('🐢')
  })

  it('begins with the thread when both are created at once', async () => {
    const desk = await openDesk()
    const stream = await desk.threads.createAndRun({
      assistant_id: desk.server.assistantIds.calculator,
      thread: { messages: [{ role: 'user', content: 'chart 3 5 8' }] },
      stream: true,
    })
    const events = await collected(stream)
    expect(shortened(events).slice(0, 3)).toEqual([
      'thread.created',
      'thread.run.created',
      'thread.run.queued',
    ])
    const code = events.flatMap((event) =>
      event.event === 'thread.run.step.delta' ? [JSON.stringify(event.data)] : [],
    )
    expect(code.join()).toContain('matplotlib')
    expect(code.join()).toContain('"type":"image"')
  })

  it('ends at requires_action, and the outputs open a new stream that goes on', async () => {
    const desk = await openDesk()
    const thread = await desk.threadWith('Where is order 1042?')
    const events = await streamOf(desk, thread.id, desk.server.assistantIds.orderDesk)
    const last = events.at(-1)
    if (last?.event !== 'thread.run.requires_action') throw new Error('it waits for outputs')
    const calls = last.data.required_action?.submit_tool_outputs.tool_calls ?? []
    const more = await desk.threads.runs.submitToolOutputs(last.data.id, {
      thread_id: thread.id,
      tool_outputs: calls.map(({ id }) => ({ tool_call_id: id, output: '{"state":"on its way"}' })),
      stream: true,
    })
    expect(shortened(await collected(more))).toEqual([
      'thread.run.step.completed',
      'thread.run.queued',
      'thread.run.in_progress',
      ...STEP,
      ...ANSWER,
      'thread.run.step.completed',
      'thread.run.completed',
    ])
    expect(await desk.textOf(thread.id)).toContain('- state: on its way')
  })

  it('is understood by the client’s own stream reader', async () => {
    const desk = await openDesk()
    const thread = await desk.threadWith('圖表 3 5 8')
    const runner = desk.threads.runs.stream(thread.id, { assistant_id: desk.server.assistantIds.calculator })
    const [message] = await runner.finalMessages()
    expect(message?.content.map(({ type }) => type)).toEqual(['image_file', 'text'])
    const [code] = await runner.finalRunSteps()
    expect(JSON.stringify(code?.step_details)).toContain('3 rows written')
  })

  it('comes at a human pace, and hears of a cancel', async () => {
    const clock = createTestClock()
    const desk = await openDesk({ clock, speed: 1 })
    const thread = await desk.threadWith('slow')
    const stream = await desk.threads.runs.create(thread.id, {
      assistant_id: desk.server.assistantIds.troublemaker,
      stream: true,
    })
    const events = collected(stream)
    clock.pass(5_000)
    const [run] = (await desk.threads.runs.list(thread.id)).data
    expect(run?.status).toBe('in_progress')
    await desk.threads.runs.cancel(run?.id ?? '', { thread_id: thread.id })
    clock.pass(1_000)
    expect(shortened(await events).slice(-2)).toEqual(['thread.run.cancelling', 'thread.run.cancelled'])
  })

  it('breaks in the middle of a text when asked for a cut, while the run completes', async () => {
    const desk = await openDesk()
    const thread = await desk.threadWith('cut')
    const events: Event[] = []
    const reading = collected(await opened(desk, thread.id, desk.server.assistantIds.troublemaker), events)
    await expect(reading).rejects.toThrow(/terminated|closed|aborted|other side/)
    expect(events.at(-1)?.event).toBe('thread.message.delta')
    expect((await desk.threads.runs.list(thread.id)).data[0]?.status).toBe('completed')
    const whole = await desk.textOf(thread.id)
    expect(whole.startsWith(textIn(events))).toBe(true)
    expect(whole).toContain('Nothing after this sentence is missing.')
  })

  it('ends at once when the server closes', async () => {
    const desk = await openDesk()
    const thread = await desk.threadWith('stuck')
    const events: Event[] = []
    const reading = collected(await opened(desk, thread.id, desk.server.assistantIds.troublemaker), events)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await desk.server.close()
    await expect(reading).rejects.toThrow(/terminated|closed|aborted|other side/)
    expect(events.at(-1)?.event).toBe('thread.run.in_progress')
  })
})

it('a server that cannot stream answers stream:true with a plain run', async () => {
  const desk = await openDesk({ streaming: false })
  const thread = await desk.threadWith('1+1')
  const response = await desk.threads.runs
    .create(thread.id, { assistant_id: desk.server.assistantIds.calculator, stream: true })
    .asResponse()
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({ object: 'thread.run', status: 'queued' })
})

type Event = OpenAI.Beta.AssistantStreamEvent

async function streamOf(desk: Desk, threadId: string, assistantId: string) {
  return collected(await opened(desk, threadId, assistantId))
}

const opened = (desk: Desk, threadId: string, assistantId: string) =>
  desk.threads.runs.create(threadId, { assistant_id: assistantId, stream: true })

async function collected(stream: AsyncIterable<Event>, events: Event[] = []) {
  for await (const event of stream) events.push(event)
  return events
}

/** The events' names, repetitions told once. */
const shortened = (events: Event[]) =>
  events.map(({ event }) => event).filter((name, index, all) => name !== all[index - 1])

const textIn = (events: Event[]) =>
  events
    .flatMap(({ event, data }) => (event === 'thread.message.delta' ? (data.delta.content ?? []) : []))
    .map((part) => (part.type === 'text' ? (part.text?.value ?? '') : ''))
    .join('')
