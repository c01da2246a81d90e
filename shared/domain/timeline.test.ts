/** The timeline leaves nothing out that is new, says nothing twice, and carries no weight. */
import { describe, expect, it } from 'vitest'
import type { RunEvent } from './run.ts'
import type { Step, ToolUse } from './step.ts'
import { timelineOf } from './timeline.ts'

const search: ToolUse = {
  kind: 'file-search',
  hits: ['a', 'b', 'a'].map((fileId) => ({ fileId, fileName: `${fileId}.md`, score: 1, passage: 'long' })),
}
const code: ToolUse = { kind: 'code', input: 'a = 1\nprint(a)\n', outputs: [] }

describe('steps', () => {
  it('are told when they begin and when they are done, and not again in between', () => {
    const told = tell(
      [step('s1', 'running', [search])],
      [step('s1', 'running', [search])],
      [step('s1', 'completed', [search]), step('s2', 'running', [code])],
      [step('s1', 'completed', [search]), step('s2', 'failed', [code])],
      [step('s1', 'completed', [search]), step('s2', 'failed', [code])],
    )
    expect(told).toEqual([
      [['file-search', 2, 'running']],
      [
        ['file-search', 2, 'completed'],
        ['code', 2, 'running'],
      ],
      [['code', 2, 'failed']],
    ])
  })

  it('tell of each tool by itself', () => {
    const more: ToolUse = { kind: 'function', name: 'get_weather', argumentsText: '{}', output: null }
    expect(tell([step('s1', 'running', [code])], [step('s1', 'running', [code, more])])).toEqual([
      [['code', 2, 'running']],
      [['function', 0, 'running']],
    ])
  })

  it('that write the answer are told once', () => {
    const writing: Step = { ...step('s9', 'running', []), kind: 'message' }
    const events = timelineOf(
      journalOf([changed([writing]), changed([writing]), changed([{ ...writing, state: 'completed' }])]),
    )
    expect(events.map(({ event }) => event)).toEqual([{ type: 'answer-begun' }])
  })
})

describe('function calls', () => {
  it('are told by name and number, without arguments and results', () => {
    const secretive = 'x'.repeat(1_000_000)
    const events = timelineOf(
      journalOf([
        {
          type: 'results-needed',
          calls: [{ callId: 'c1', name: 'get_weather', argumentsText: secretive }],
          expiresAt: null,
        },
        { type: 'results-given', results: [{ callId: 'c1', output: secretive }] },
        { type: 'results-given', results: [], isAutomatic: true },
      ]),
    )
    expect(events.map(({ event }) => event)).toEqual([
      { type: 'results-needed', names: ['get_weather'] },
      { type: 'results-given', count: 1, isAutomatic: false },
      { type: 'results-given', count: 0, isAutomatic: true },
    ])
  })
})

it('keeps every other event with its time, and one that cannot be read as unknown', () => {
  const event: RunEvent = { type: 'status', state: 'queued', raw: 'queued' }
  expect(
    timelineOf([
      { at: 3, event },
      { at: 9, event: null },
    ]),
  ).toEqual([
    { at: 3, event },
    { at: 9, event: { type: 'unknown' } },
  ])
})

const changed = (steps: Step[]): RunEvent => ({ type: 'steps-changed', steps })
const journalOf = (events: RunEvent[]) => events.map((event, at) => ({ at, event }))
const tell = (...changes: Step[][]) =>
  timelineOf(journalOf(changes.map(changed))).map(({ event }) =>
    event.type === 'tools-changed'
      ? event.tools.map(({ kind, count, state }) => [kind, count, state])
      : event,
  )
const step = (id: string, state: Step['state'], tools: ToolUse[]): Step => ({
  id,
  kind: 'tools',
  state,
  tools,
  error: null,
  startedAt: null,
  endedAt: null,
})
