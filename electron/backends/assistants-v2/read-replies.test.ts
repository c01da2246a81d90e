/** Replies as they come: complete, half empty, and of kinds from the future. */
import { describe, expect, it } from 'vitest'
import { chooseAnswers, inOrder } from './choose-answers.ts'
import { readContent } from './read-message.ts'
import { readStep } from './read-steps.ts'
import { assistantReply, listReply, messageReply, runReply, stepReply, type MessageReply } from './replies.ts'
import { getRun } from './requests.ts'
import { toRunNews } from './to-run-events.ts'

describe('a reply', () => {
  it.each([
    ['run', runReply, {}],
    ['message', messageReply, { id: 'm' }],
    ['step', stepReply, { id: 's' }],
    ['assistant', assistantReply, {}],
    ['list', listReply, { data: [] }],
  ])('of a %s may leave out everything else, or fill it with anything', (_name, schema, least) => {
    expect(schema.safeParse(least).success).toBe(true)
    const names = Object.keys(schema.shape).filter((name) => !(name in least))
    for (const odd of [null, {}, [], 7, 'x', true]) {
      const parsed = schema.safeParse({ ...least, ...Object.fromEntries(names.map((name) => [name, odd])) })
      expect([odd, parsed.error]).toEqual([odd, undefined])
    }
  })

  it('may number its IDs', () => {
    expect(messageReply.parse({ id: 7 }).id).toBe('7')
  })
})

describe('a run', () => {
  it('with calls of kinds we do not know still shows them', () => {
    const required_action = {
      type: 'submit_odd',
      submit_odd: {
        tool_calls: [
          { id: 'c', type: 'odd', x: 1 },
          { id: 'd', type: 'function', function: { name: 'f', arguments: { a: 1 } } },
          { type: 'function' },
        ],
      },
    }
    const news = toRunNews(runReply.parse({ status: 'requires_action', required_action, expires_at: 10 }))
    expect(news).toMatchObject({
      type: 'results-needed',
      expiresAt: 10_000,
      calls: [
        { callId: 'c', name: 'odd' },
        { callId: 'd', name: 'f' },
      ],
    })
  })

  it.each([
    [
      { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      { prompt: 1, completion: 2, total: 3 },
    ],
    [
      { prompt_tokens: 1, completion_tokens: 2 },
      { prompt: 1, completion: 2, total: 3 },
    ],
    [{}, null],
    [null, null],
  ])('that used %o used %o', (usage, read) => {
    expect(toRunNews(runReply.parse({ status: 'completed', usage }))).toMatchObject({ usage: read })
  })
})

describe('content', () => {
  it.each([
    ['bare text', 'hi', [{ type: 'text', text: 'hi', citations: [] }]],
    ['text without a wrapper', [{ type: 'text', text: 'hi' }], [{ type: 'text', text: 'hi' }]],
    ['a picture', [{ type: 'image_file', image_file: { file_id: 'f' } }], [{ type: 'image', fileId: 'f' }]],
    [
      'a picture elsewhere',
      [{ type: 'image_url', image_url: { url: 'https://x' } }],
      [{ type: 'image-url', url: 'https://x' }],
    ],
    ['a refusal', [{ type: 'refusal', refusal: 'no' }], [{ type: 'refusal', text: 'no' }]],
    [
      'a hologram',
      [{ type: 'hologram', a: 1 }],
      [{ type: 'unknown', raw: '{\n  "type": "hologram",\n  "a": 1\n}' }],
    ],
    ['a broken picture', [{ type: 'image_file' }], [{ type: 'unknown' }]],
    ['nothing', null, []],
  ])('that is %s is read', (_name, content, parts) => {
    expect(readContent(content, new Map())).toMatchObject(parts)
  })
})

describe('a step', () => {
  it('keeps what it cannot read', () => {
    const step = readStep(
      stepReply.parse({
        id: 's',
        type: 'tool_calls',
        status: 'completed',
        step_details: { tool_calls: [{ type: 'bing_grounding', q: 1 }, 7] },
      }),
    )
    expect(step.tools).toMatchObject([
      { kind: 'unknown', name: 'bing_grounding' },
      { kind: 'unknown', raw: '7' },
    ])
  })

  it('tells the passages it found', () => {
    const results = [
      {
        file_id: 'f',
        file_name: 'a.md',
        score: 0.5,
        content: [{ type: 'text', text: 'one' }, { text: 'two' }],
      },
      {},
    ]
    const step = readStep(
      stepReply.parse({
        id: 's',
        type: 'tool_calls',
        last_error: 'bad',
        step_details: { tool_calls: [{ type: 'file_search', file_search: { results } }] },
      }),
    )
    expect(step).toMatchObject({
      state: 'running',
      error: 'bad',
      tools: [
        {
          hits: [
            { fileName: 'a.md', score: 0.5, passage: 'one\n\ntwo' },
            { fileName: '', score: null, passage: null },
          ],
        },
      ],
    })
  })
})

describe('the answers of a run', () => {
  const said = (id: string, changes: object = {}): MessageReply =>
    messageReply.parse({ id, role: 'assistant', created_at: 5, ...changes })
  const traces = { runId: 'r', stepMessageIds: [], questionId: 'q', knownMessageIds: ['old'] }
  const ids = (messages: MessageReply[]) => messages.map(({ id }) => id)

  it('are those its steps or messages name', () => {
    const all = [
      said('old'),
      said('q', { role: 'user' }),
      said('a', { run_id: 'r' }),
      said('b'),
      said('c', { run_id: 'other' }),
    ]
    expect(ids(chooseAnswers(all, { ...traces, stepMessageIds: ['b', 'q'] }))).toEqual(['a', 'b'])
    expect(ids(chooseAnswers(all, traces))).toEqual(['a'])
  })

  it('are what is new after the question where nobody names them', () => {
    const all = [
      said('old'),
      said('lost'),
      said('q', { role: 'user' }),
      said('a'),
      said('b', { run_id: 'other' }),
    ]
    expect(ids(chooseAnswers(all, traces))).toEqual(['a'])
    expect(ids(chooseAnswers(all, { ...traces, questionId: null }))).toEqual(['lost', 'a'])
  })

  it('come in order from servers that turn lists round or repeat themselves', () => {
    const at = (id: string, created_at: number) => said(id, { created_at })
    expect(ids(inOrder([at('c', 9), at('b', 5), at('a', 5)]))).toEqual(['a', 'b', 'c'])
    expect(ids(inOrder([at('a', 5), at('b', 5), at('a', 5)]))).toEqual(['a', 'b'])
    expect(ids(inOrder([at('b', 7), at('a', 5), at('c', 9)]))).toEqual(['a', 'b', 'c'])
  })
})

describe('a path', () => {
  it.each([
    ['../../etc', '/threads/..%2F..%2Fetc/runs/r'],
    ['a?b#c', '/threads/a%3Fb%23c/runs/r'],
    ['a\r\nx: y', '/threads/a%0D%0Ax%3A%20y/runs/r'],
    ['\ud800', '/threads/%EF%BF%BD/runs/r'],
  ])('takes the ID %j apart from the rest', (threadId, path) => {
    expect(getRun({ threadId, runId: 'r' }).path).toBe(path)
  })

  it.each(['', '.', '..'])('cannot hold the ID %j', (threadId) => {
    expect(() => getRun({ threadId, runId: 'r' })).toThrow('unexpected-reply')
  })
})
