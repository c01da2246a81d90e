/** The door behind the window: nothing but a known request with valid input reaches a handler, and nothing ever rejects. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectionForm } from '../../shared/domain/connection.ts'
import { routes, type RouteName } from '../../shared/contract/routes.ts'
import { Failure } from '../../shared/errors.ts'
import { createRouter, type Handlers } from './router.ts'

const NAMES = Object.keys(routes) as RouteName[]

describe('a name the window asks for', () => {
  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'app.state ',
    'APP.STATE',
    '',
    7,
    null,
    undefined,
    ['app.state'],
    {},
    { toString: 1, valueOf: 1 },
    Object.create(null),
    Symbol('app.state'),
  ])('is refused when it is no route: %s', async (name) => {
    const { route, reached } = routerThat()
    expect(await route(name, undefined)).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    expect(reached).toEqual([])
  })

  it('reaches its handler, with its input, when it is one', async () => {
    const { route, reached } = routerThat(() => ({ isOpened: true }))
    expect(await route('app.openLink', { url: 'https://example.com' })).toEqual({
      ok: true,
      value: { isOpened: true },
    })
    expect(reached).toEqual([['app.openLink', { url: 'https://example.com' }]])
  })

  it('that is very long is not told back in full', async () => {
    const { route } = routerThat()
    const reply = await route('x'.repeat(1_000_000), null)
    expect(JSON.stringify(reply).length).toBeLessThan(500)
  })
})

describe('wrong input', () => {
  const id = 'c1'
  const run = { conversationId: id, runId: 'r1' }
  const assistantForm = { remoteId: 'asst_1', nickname: '', colour: null, suggestions: [] }
  const server: ConnectionForm = {
    name: '',
    baseUrl: '',
    apiKey: '',
    signIn: 'bearer',
    organization: '',
    project: '',
    headers: [],
    query: [],
    delivery: 'automatic',
    runLimitSeconds: '',
    requestsPerMinute: '',
    certificates: null,
    isUnencryptedAllowed: false,
    isKeyMoveAllowed: false,
  }
  const result = { callId: 'x', output: 'y' }
  const WRONG: Record<RouteName, readonly unknown[]> = {
    'app.state': [null, 1, {}],
    'app.canKeepKeys': [1, {}],
    'app.openLink': [{}, { url: 7 }, { url: 'x'.repeat(8_001) }, { url: 'a', more: 1 }],
    'app.dismissNotice': [{ noticeId: '' }, { noticeId: 'x'.repeat(201) }],
    'app.update': [{}, { step: 'install' }, { step: 'fetch', version: '9.9.9' }, null],
    'settings.change': [
      { updates: 'yes' },
      { theme: 'blue' },
      { runLimitSeconds: 1 },
      { runLimitSeconds: Number.NaN },
      { apiKey: 'x' },
      [],
    ],
    'assistants.addPractice': [{}],
    'assistants.connect': [
      {},
      { connectionId: 'c', server: null, form: { ...assistantForm, colour: 'pink' } },
      { connectionId: 'c', server: null, form: { ...assistantForm, suggestions: [1] } },
      { connectionId: 'c', form: assistantForm },
      { connectionId: null, server: { baseUrl: 'x' }, form: assistantForm },
    ],
    'assistants.change': [{ assistantId: 'a' }, { assistantId: '', form: assistantForm }],
    'assistants.restore': [{}, { assistantId: '' }],
    'assistants.setArchived': [{ assistantId: 'a' }, { assistantId: 'a', isArchived: 'yes' }],
    'assistants.reorder': [{}, { assistantIds: ['a', 7] }],
    'assistants.refresh': [{}, 'a'],
    'assistants.listAtServer': [
      { listingId: 'x', connection: 'c', form: null },
      { listingId: '0198c1de-9f3b-7cc2-8a11-2f1f0a7a3b11', connection: 'c' },
    ],
    'assistants.stopListing': [{}, { listingId: 'x' }],
    'assistants.remove': [{}, { assistantId: null }],
    'assistants.rememberAnswer': [
      { assistantId: 'a', name: 'f', mode: 'sometimes', answer: '' },
      { assistantId: 'a', name: 'f', mode: 'always', answer: 'x'.repeat(32_001) },
    ],
    'assistants.forgetAnswer': [{ assistantId: 'a' }],
    'connections.save': [
      { form: server },
      { connection: null },
      { connection: null, form: { ...server, signIn: 'basic' } },
      { connection: null, form: { ...server, headers: [{ name: 'a', value: 'b', more: 1 }] } },
      { connection: null, form: { ...server, baseUrl: 'x'.repeat(4_001) } },
    ],
    'connections.check': [
      { checkId: 'x', connection: null, form: server, remoteId: '' },
      { checkId: crypto.randomUUID(), connection: null, form: { ...server, more: 1 }, remoteId: '' },
    ],
    'connections.stopCheck': [{ checkId: 'x' }],
    'connections.remove': [{}, { connectionId: null }],
    'connections.restore': [{}],
    'connections.removeKey': [{ connectionId: '' }],
    'connections.pickCertificates': [{}, { path: '/etc/passwd' }],
    'conversations.create': [{}, { assistantId: 'a', title: 'x' }],
    'conversations.open': [{ conversationId: id }, { conversationId: id, beforePosition: 1.5 }],
    'search.everywhere': [
      { text: 'x', limit: 0, assistantId: null, before: null },
      { text: 'x'.repeat(401), limit: 1, assistantId: null, before: null },
    ],
    'search.inConversation': [{ conversationId: id }, { conversationId: id, text: 1 }],
    'conversations.markRead': [{}],
    'conversations.sendQueued': [{ conversationId: id, messageId: 'm1' }],
    'conversations.rename': [
      { conversationId: id, title: '  ' },
      { conversationId: id, title: 'x'.repeat(201) },
    ],
    'conversations.remove': [{}, { conversationIds: [] }, { conversationIds: many(10_001) }],
    'conversations.restore': [{ conversationIds: [1] }, { conversationIds: many(10_001) }],
    'conversations.arrange': [
      { conversationIds: [id], change: {} },
      { conversationIds: [id], change: { isPinned: 'yes' } },
      { conversationIds: [id], change: { title: 'x' } },
      { conversationIds: [], change: { isPinned: true } },
    ],
    'conversations.listRemoved': [{}],
    'conversations.purge': [{ conversationId: id }, { conversationIds: [] }],
    'conversations.goOnInNewThread': [{}],
    'conversations.openThread': [
      { assistantId: 'a', threadId: '  ', workId: crypto.randomUUID() },
      { assistantId: 'a', threadId: 'x'.repeat(201), workId: crypto.randomUUID() },
      { assistantId: 'a', threadId: 'thread_1', workId: '1' },
    ],
    'conversations.refresh': [{ conversationId: id }],
    'conversations.stopReading': [{ workId: '' }],
    'conversations.askElsewhere': [
      { conversationId: id, messageId: 'm', assistantId: 'a', newMessageId: 'no uuid' },
      { conversationId: id, assistantId: 'a', newMessageId: crypto.randomUUID() },
    ],
    'conversations.saveDraft': [{ conversationId: id, text: 'x'.repeat(8_000_001) }],
    'conversations.send': [
      { conversationId: id, messageId: 'no uuid', text: 'Hi' },
      { conversationId: id, messageId: crypto.randomUUID(), text: ' \n ' },
      { conversationId: id, messageId: crypto.randomUUID(), text: 'x'.repeat(256_001) },
      { conversationId: id, messageId: crypto.randomUUID(), text: 'Hi', attachmentIds: ['/etc/passwd'] },
      {
        conversationId: id,
        messageId: crypto.randomUUID(),
        text: 'Hi',
        attachmentIds: Array.from({ length: 101 }, () => crypto.randomUUID()),
      },
    ],
    'files.list': [{}],
    'files.pick': [{ conversationId: id, path: '/etc/passwd' }],
    'files.take': [
      { conversationId: id, name: 'a.txt', bytes: '/etc/passwd' },
      { conversationId: id, name: 'a.txt', bytes: [1, 2] },
      { conversationId: id, name: 'a.txt', path: '/etc/passwd' },
      { conversationId: id, name: 'a.txt', bytes: new Uint8Array(32 * 1024 * 1024 + 1) },
    ],
    'files.remove': [{ conversationId: id, attachmentId: '../x' }],
    'files.change': [{ conversationId: id, attachmentId: crypto.randomUUID(), purpose: 'batch' }],
    'files.save': [
      { conversationId: id, fileId: '', name: null },
      { conversationId: id, fileId: 'f', name: null, path: '/etc/passwd' },
    ],
    'data.overview': [{}],
    'data.openFolder': [{}, { path: '/etc' }],
    'data.export': [
      { workId: crypto.randomUUID(), conversationIds: [], format: 'json' },
      { workId: crypto.randomUUID(), conversationIds: 'some', format: 'json' },
      { workId: crypto.randomUUID(), conversationIds: 'all', format: 'pdf' },
      { workId: 'mine', conversationIds: 'all', format: 'json' },
      { workId: crypto.randomUUID(), conversationIds: 'all', format: 'json', path: '/etc/passwd' },
    ],
    'data.stopWork': [{}, { workId: '../x' }],
    'data.showExported': [{ path: '/etc' }],
    'data.makeSnapshot': [{}],
    'data.previewSnapshot': [{}, { snapshotId: '' }, { snapshotId: 'x'.repeat(201) }],
    'data.restoreSnapshot': [{ snapshotId: 7 }],
    'data.restoreConversation': [{ snapshotId: 'history-2026-11-22' }],
    'data.beginBeside': [{}],
    'data.quit': [{}],
    'conversations.takeBack': [{ conversationId: id }],
    'runs.wake': [{}],
    'runs.waitForThread': [{ conversationId: id }],
    'runs.unlock': [{ ...run, force: true }],
    'runs.typedResults': [{ conversationId: id }],
    'runs.saveTypedResults': [
      { ...run, typed: { c1: 'text' } },
      { ...run, typed: { c1: { name: 'f', text: 'x'.repeat(1_000_001), isJson: false, isError: false } } },
    ],
    'runs.askAgain': [{ conversationId: id }],
    'runs.keepWaiting': [{ runId: 'r1' }],
    'runs.cancel': [{ ...run, force: true }],
    'runs.stopWaiting': [null],
    'runs.watchAgain': ['r1'],
    'runs.inspect': [{ conversationId: id }, { ...run, all: true }],
    'runs.exchangeBodies': [{}, { exchangeId: 0 }, { exchangeId: 1.5 }, { exchangeId: '1' }],
    'runs.giveResults': [
      { ...run, results: [] },
      { ...run, results: [{ callId: 'x' }] },
      { ...run, results: Array.from({ length: 129 }, () => result) },
      { ...run, results: [{ callId: 'x', output: 'y'.repeat(1_000_001) }] },
    ],
  }

  it.each(NAMES)('never reaches the handler of %s', async (name) => {
    const { route, reached } = routerThat()
    for (const input of WRONG[name]) {
      const reply = await route(name, input)
      expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
      expect(JSON.stringify(reply).length).toBeLessThan(2_000)
    }
    expect(reached).toEqual([])
  })

  const anything = fc.oneof(
    fc.jsonValue(),
    fc.object({ withNullPrototype: true }),
    fc.record({
      conversationId: fc.jsonValue(),
      runId: fc.jsonValue(),
      text: fc.jsonValue(),
      form: fc.jsonValue(),
    }),
  )

  it.each(NAMES)('of any kind does not get through to %s, and nothing rejects', async (name) => {
    await fc.assert(
      fc.asyncProperty(anything, async (input) => {
        const { route, reached } = routerThat()
        const reply = await route(name, input)
        const isValid = routes[name].input.safeParse(input).success
        expect(reply.ok).toBe(isValid)
        expect(reached).toHaveLength(isValid ? 1 : 0)
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      }),
    )
  })

  it('with a prototype in it changes no prototype', async () => {
    const { route } = routerThat()
    await route('settings.change', JSON.parse('{"__proto__":{"polluted":1},"theme":"dark"}'))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a handler that fails', () => {
  it('gives its failure to the window as a value', async () => {
    const { route, log } = routerThat(() => {
      throw new Failure({ kind: 'not-found-here', what: 'assistant' })
    })
    expect(await route('assistants.remove', { assistantId: 'a' })).toEqual({
      ok: false,
      error: { kind: 'not-found-here', what: 'assistant' },
    })
    expect(log).toEqual(['info request failed'])
  })

  it.each([
    new Error('boom'),
    'text',
    undefined,
    null,
    7n,
    Symbol('x'),
    Object.create(null),
    { toString: () => 7 },
    {
      toString() {
        throw new Error('again')
      },
    },
    Object.assign(new Error('x'), { message: { not: 'text' } }),
  ])('with something strange is a bug of ours: %#', async (thrown) => {
    const { route, log } = routerThat(() => {
      throw thrown
    })
    expect(await route('app.state', undefined)).toMatchObject({ ok: false, error: { kind: 'bug' } })
    expect(log).toEqual(['error request failed'])
  })

  it('later is told the same way', async () => {
    const { route } = routerThat(() => Promise.reject(new Failure({ kind: 'forbidden' })))
    expect(await route('app.state', undefined)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  })
})

const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${at}`)

function routerThat(answer: () => unknown = () => undefined) {
  const reached: [string, unknown][] = []
  const log: string[] = []
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        reached.push([name, input])
        return answer()
      },
    ]),
  ) as unknown as Handlers
  const route = createRouter(handlers, (level, _room, event) => log.push(`${level} ${event}`))
  return { log, reached, route }
}
