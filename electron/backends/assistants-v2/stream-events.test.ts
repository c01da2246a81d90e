/** Streams, well and badly told: only what belongs to our run is taken in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TurnEvent } from '../../conversations/ports.ts'
import { createStreamReader } from './stream-events.ts'

type Told = readonly [event: string, data: unknown]
const run = (changes: object = {}) => ({
  id: 'run_1',
  thread_id: 'thread_1',
  status: 'in_progress',
  ...changes,
})
const message = (changes: object = {}) => ({
  id: 'msg_1',
  role: 'assistant',
  run_id: 'run_1',
  content: [],
  ...changes,
})
const piece = (value: string, index: unknown = 0, id: unknown = 'msg_1'): Told => [
  'thread.message.delta',
  { id, delta: { content: [{ index, type: 'text', text: { value } }] } },
]
const whole = (value: string, changes: object = {}): Told => [
  'thread.message.completed',
  message({ content: [{ type: 'text', text: { value, annotations: [] } }], ...changes }),
]
const call = (fields: object, id = 'step_1'): Told => [
  'thread.run.step.delta',
  { id, delta: { step_details: { type: 'tool_calls', tool_calls: [fields] } } },
]
const BEGIN: Told[] = [
  ['thread.run.created', run()],
  ['thread.message.created', message()],
]
const STEP: Told = [
  'thread.run.step.created',
  {
    id: 'step_1',
    run_id: 'run_1',
    type: 'tool_calls',
    status: 'in_progress',
    step_details: { type: 'tool_calls', tool_calls: [] },
  },
]

function read(told: readonly Told[], knownMessageIds: string[] = []) {
  const reader = createStreamReader({ threadId: 'thread_1', runId: null, knownMessageIds, steps: [] })
  const events: TurnEvent[] = []
  const runs: unknown[] = []
  for (const [event, data] of told) {
    const news = reader.read({ event, data: typeof data === 'string' ? data : JSON.stringify(data) })
    events.push(...news.events)
    if (news.run !== null) runs.push(news.run)
    if (news.isOver) break
  }
  const text = events.map((event) => (event.type === 'text-grew' ? event.text : '')).join('')
  return { events, runs, text, reader }
}

describe('text', () => {
  it('grows from where it was, in UTF-16', () => {
    expect(read([...BEGIN, piece('🐈'), piece('!'), piece('?', 1)]).events).toEqual([
      { type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: '🐈' },
      { type: 'text-grew', remoteId: 'msg_1', part: 0, at: 2, text: '!' },
      { type: 'text-grew', remoteId: 'msg_1', part: 1, at: 0, text: '?' },
    ])
  })

  it('is replaced once its message is whole, and grows no more', () => {
    const { events, reader } = read([...BEGIN, piece('Ha'), piece('Ha'), whole('Ha!'), piece('more')])
    expect(events.at(-1)).toMatchObject({
      type: 'answers',
      answers: [{ remoteId: 'msg_1', content: [{ text: 'Ha!' }] }],
    })
    expect(reader.answers()).toMatchObject([{ content: [{ text: 'Ha!' }], isPartial: false }])
  })

  it('that broke off is there as partial', () => {
    expect(read([...BEGIN, piece('Ha', 1), piece('Oh', 0)]).reader.answers()).toMatchObject([
      { content: [{ text: 'Oh' }, { text: 'Ha' }], isPartial: true },
    ])
  })

  const ODD: [string, Told][] = [
    ['a negative index', piece('x', -1)],
    ['a huge index', piece('x', 2 ** 31)],
    ['half an index', piece('x', 0.5)],
    ['a word for an index', piece('x', '__proto__')],
    ['no ID', piece('x', 0, null)],
    ["a user's message", ['thread.message.completed', message({ role: 'user', content: 'x' })]],
    ['half of JSON', ['thread.message.delta', '{"id":']],
    ['an event we do not know', ['thread.moon.landed', { id: 'msg_1' }]],
    ['no sense', ['thread.message.delta', { id: 'msg_1', delta: 'x' }]],
  ]
  it.each(ODD)('with %s is left out', (_name, told) => {
    expect(read([BEGIN[0] ?? piece(''), told]).events).toEqual([])
  })

  it('of another run, or of before, is not ours', () => {
    const foreign = message({ id: 'msg_9', run_id: 'run_9' })
    const told: Told[] = [
      ...BEGIN,
      ['thread.message.created', foreign],
      piece('x', 0, 'msg_9'),
      piece('y', 0, 'msg_0'),
      whole('z', { id: 'msg_8', run_id: 'run_9' }),
    ]
    expect(read(told, ['msg_0']).events).toEqual([])
  })

  it('after the end does not count', () => {
    expect(read([...BEGIN, ['done', '[DONE]'], piece('x')]).events).toEqual([])
  })

  it.each(['__proto__', 'constructor', 'toString'])('of a message called %s is only text', (id) => {
    const { text, reader } = read([
      ...BEGIN,
      piece('x', 0, id),
      ['thread.run.step.created', { id, type: 'tool_calls' }],
      call({ index: 0, __proto__: { polluted: 1 } }, id),
    ])
    expect(text).toBe('x')
    expect(reader.answers()).toMatchObject([{ remoteId: id }])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('never throws and never leaks, whatever is told', () => {
    const names = fc.constantFrom(
      'thread.run.created',
      'thread.message.delta',
      'thread.message.completed',
      'thread.run.step.delta',
      'thread.run.step.created',
      'x',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.json())), (told) => {
        read([...BEGIN, STEP, ...told])
        expect(Reflect.ownKeys(Object.prototype)).toHaveLength(OBJECT_KEYS)
      }),
      { numRuns: 300 },
    )
  })
})

const OBJECT_KEYS = Reflect.ownKeys(Object.prototype).length

describe('the run', () => {
  it('is the first one told, and no other', () => {
    const { runs } = read([
      ...BEGIN,
      ['thread.run.completed', run({ id: 'run_9', status: 'completed' })],
      ['thread.run.completed', run({ thread_id: 'thread_9' })],
      ['thread.run.queued', run({ status: 'queued' })],
    ])
    expect(runs).toMatchObject([{ status: 'in_progress' }, { status: 'queued' }])
  })
})

describe('steps', () => {
  it('grow by index, strings appended', () => {
    const { reader } = read([
      ...BEGIN,
      STEP,
      call({
        index: 0,
        id: 'call_1',
        type: 'code_interpreter',
        code_interpreter: { input: 'print(', outputs: [] },
      }),
      call({ index: 0, type: 'code_interpreter', code_interpreter: { input: '1)' } }),
      call({ index: 0, code_interpreter: { outputs: [{ index: 0, type: 'logs', logs: '1' }] } }),
      call({
        index: 0,
        code_interpreter: {
          outputs: [
            { index: 0, type: 'logs', logs: '\n' },
            { index: 1, type: 'image', image: { file_id: 'f' } },
          ],
        },
      }),
      call({ index: 1, type: 'function', function: { name: 'get', arguments: '{"a":' } }),
      call({ index: 1, function: { arguments: '1}' } }),
      call({ index: 2 ** 31, type: 'function' }),
      call({ index: -1, type: 'function' }),
    ])
    expect(reader.steps()).toMatchObject([
      {
        id: 'step_1',
        kind: 'tools',
        state: 'running',
        tools: [
          {
            kind: 'code',
            input: 'print(1)',
            outputs: [
              { type: 'logs', text: '1\n' },
              { type: 'image', fileId: 'f' },
            ],
          },
          { kind: 'function', name: 'get', argumentsText: '{"a":1}' },
        ],
      },
    ])
  })

  it('of another run are not ours, nor are pieces of steps nobody began', () => {
    const { reader } = read([
      ...BEGIN,
      ['thread.run.step.created', { id: 'step_9', run_id: 'run_9', type: 'tool_calls' }],
      call({ index: 0, type: 'function' }, 'step_8'),
    ])
    expect(reader.steps()).toEqual([])
  })

  it('of ours keep what they are when another run tells of one of the same ID', () => {
    const stolen = { id: 'step_1', run_id: 'run_9', type: 'tool_calls', status: 'failed' }
    const { reader } = read([...BEGIN, STEP, ['thread.run.step.failed', stolen]])
    expect(reader.steps()).toMatchObject([{ id: 'step_1', state: 'running' }])
  })

  it('with indexes nobody counts to make no list of that length', () => {
    const odd = [2 ** 31, 2 ** 53, -1, 0.5, '__proto__', null, 1e308, 127.5]
    const outputs = odd.map((index) => ({ index, type: 'logs', logs: 'x' }))
    const { reader } = read([
      ...BEGIN,
      STEP,
      ...odd.map((index) => call({ index, type: 'function', function: { name: 'f', arguments: '' } })),
      call({ index: 0, type: 'code_interpreter', code_interpreter: { input: '1', outputs: [] } }),
      call({ index: 0, code_interpreter: { outputs: [{ index: 0, type: 'logs', logs: '1' }, ...outputs] } }),
    ])
    expect(reader.steps()).toMatchObject([{ tools: [{ kind: 'code', outputs: [{ text: '1' }] }] }])
  })

  it('of before stay in front', () => {
    const earlier = {
      id: 'step_0',
      kind: 'tools' as const,
      state: 'completed' as const,
      tools: [],
      error: null,
      startedAt: 1,
      endedAt: 2,
    }
    const reader = createStreamReader({
      threadId: 'thread_1',
      runId: 'run_1',
      knownMessageIds: [],
      steps: [earlier],
    })
    reader.read({ event: STEP[0], data: JSON.stringify(STEP[1]) })
    expect(reader.steps().map(({ id }) => id)).toEqual(['step_0', 'step_1'])
  })
})
