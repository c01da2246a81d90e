/** What a server says of its assistants is read over a real socket, however little it keeps to the protocol. */
import { afterEach, describe, expect, it } from 'vitest'
import { closeServers, httpTo, serve } from '../test-http.ts'
import type { Plan, Planned } from '../test-server.ts'
import { createDirectory } from './directory.ts'

afterEach(closeServers)

const signal = new AbortController().signal

async function directoryAt(plan: Plan | Planned) {
  const server = await serve(plan)
  const { http, clock } = httpTo(server.baseUrl)
  return { directory: createDirectory({ http, clock, random: () => 0.5 }), server, clock }
}

const assistant = (id: unknown, more: object = {}) => ({
  id,
  object: 'assistant',
  name: 'A',
  model: 'm',
  ...more,
})

describe('a page of assistants', () => {
  it('is asked for with the protocol’s own words', async () => {
    const { directory, server } = await directoryAt({ body: { data: [assistant('asst_1')], has_more: true } })
    expect(await directory.listAssistants({ after: 'asst_0', signal })).toEqual({
      assistants: [{ remoteId: 'asst_1', name: 'A', model: 'm' }],
      hasMore: true,
      next: 'asst_1',
    })
    const [heard] = server.heard
    expect(heard?.headers['openai-beta']).toBe('assistants=v2')
    const { pathname, searchParams } = new URL(heard?.path ?? '', 'http://x')
    expect(pathname).toBe('/v1/assistants')
    expect(Object.fromEntries(searchParams)).toEqual({ limit: '100', order: 'desc', after: 'asst_0' })
  })

  it.each<[string, unknown, object]>([
    ['without a word about more', { data: [assistant('a')] }, { hasMore: null, next: 'a' }],
    ['with a word that is none', { data: [assistant('a')], has_more: 'maybe' }, { hasMore: null }],
    ['that is a bare list', [assistant('a')], { hasMore: null, next: 'a' }],
    ['that is empty', { data: [], has_more: false }, { assistants: [], hasMore: false, next: null }],
    ['with an ID that is a number', { data: [assistant(7)] }, { next: '7' }],
    [
      'with entries that are none',
      { data: [null, 'x', assistant(''), assistant('b', { name: '', model: 3 })] },
      { assistants: [{ remoteId: 'b', name: null, model: null }] },
    ],
  ])('%s is read all the same', async (_how, body, expected) => {
    const { directory } = await directoryAt({ body })
    expect(await directory.listAssistants({ after: null, signal })).toMatchObject(expected)
  })

  it('that cannot be had for a moment is asked for again', async () => {
    const { directory, server } = await directoryAt((_heard, count) =>
      count === 0 ? { status: 503, body: {} } : { body: { data: [], has_more: false } },
    )
    await directory.listAssistants({ after: null, signal })
    expect(server.heard).toHaveLength(2)
  })

  it('can be left while it is on its way', async () => {
    const { directory } = await directoryAt({ hang: 'before' })
    const leaving = new AbortController()
    const asked = directory.listAssistants({ after: null, signal: leaving.signal })
    leaving.abort()
    await expect(asked).rejects.toThrow()
  })
})

describe('what is said of an assistant', () => {
  it('is its name, model, instructions, tools, files and vector stores, with the time', async () => {
    const body = assistant('asst_1', {
      description: 'd',
      instructions: 'Be kind.',
      tools: [{ type: 'code_interpreter' }, { type: 'function', function: { name: 'get_weather' } }, 7],
      tool_resources: {
        code_interpreter: { file_ids: ['file_1', 'file_2'] },
        file_search: { vector_store_ids: ['vs_1', null] },
        web_search: 'yes',
      },
    })
    const { directory, clock } = await directoryAt({ body })
    expect(await directory.findAssistant('asst_1', { signal })).toEqual({
      name: 'A',
      description: 'd',
      model: 'm',
      instructions: 'Be kind.',
      tools: ['code_interpreter', 'get_weather', 'unknown'],
      files: [
        { id: 'file_1', kind: 'file', tool: 'code_interpreter' },
        { id: 'file_2', kind: 'file', tool: 'code_interpreter' },
        { id: 'vs_1', kind: 'vector-store', tool: 'file_search' },
      ],
      readAt: clock.now(),
    })
  })

  it.each([[null], ['x'], [[]], [{ file_search: null }], [{ file_search: { vector_store_ids: 'vs_1' } }]])(
    'is without files where they cannot be read: %j',
    async (tool_resources) => {
      const { directory } = await directoryAt({ body: assistant('a', { tool_resources }) })
      expect(await directory.findAssistant('a', { signal })).toMatchObject({ name: 'A', files: [] })
    },
  )

  it('is asked for only once when one try is all there may be', async () => {
    const { directory, server } = await directoryAt({ status: 503, body: {} })
    await expect(directory.findAssistant('a', { signal, isOnce: true })).rejects.toThrow('server-failed')
    expect(server.heard).toHaveLength(1)
  })
})
