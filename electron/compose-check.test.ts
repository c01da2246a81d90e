/** Checking a connection, against servers that are broken in every way we know of, over real sockets. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckLineName } from '../shared/domain/check.ts'
import { isKindName, KIND_NAMES, type KindName } from '../practice-server/broken/kinds.ts'
import { KEY } from './assistants/test-connections.ts'
import { broken, checker, closeAll, failing, followed, inShort, typedAt } from './test-check.ts'

afterEach(closeAll)

const WELL = 'address ok, secure not-encrypted, server ok, path ok, key ok, assistant ok, protocol ok'

/** The line that fails, how it is told, and what its first button does. */
const MENDABLE: [kind: KindName, line: CheckLineName, error: object, fix: object][] = [
  ['missing-v1', 'path', { kind: 'wrong-path' }, { kind: 'base-url', baseUrl: '{origin}/v1' }],
  ['extra-v1', 'path', { kind: 'wrong-path' }, { kind: 'base-url', baseUrl: '{origin}' }],
  ['other-path', 'path', { kind: 'wrong-path' }, { kind: 'base-url', baseUrl: '{origin}/openai/v1' }],
  ['wrong-key', 'key', { kind: 'key-refused' }, { kind: 'replace-key' }],
  [
    'messy-key',
    'key',
    { kind: 'invalid-fields', fields: { apiKey: 'unsafe-characters' } },
    { kind: 'trim-key' },
  ],
  ['key-in-header', 'key', { kind: 'key-refused' }, { kind: 'sign-in', signIn: 'api-key' }],
  ['no-assistant', 'assistant', { kind: 'assistant-not-found' }, { kind: 'pick-assistant' }],
  [
    'messy-assistant',
    'assistant',
    { kind: 'assistant-not-found' },
    { kind: 'trim-assistant', remoteId: 'asst_practice_guide' },
  ],
  [
    'azure-version',
    'path',
    { kind: 'version-missing' },
    { kind: 'query', parameter: { name: 'api-version', value: 'v1' } },
  ],
  ['azure-lapsed', 'key', { kind: 'token-lapsed' }, { kind: 'replace-key' }],
  [
    'self-signed',
    'secure',
    { kind: 'unreachable', reason: 'tls-self-signed' },
    { kind: 'pick-certificates' },
  ],
  [
    'own-authority',
    'secure',
    { kind: 'unreachable', reason: 'tls-untrusted' },
    { kind: 'pick-certificates' },
  ],
  [
    'http-at-https',
    'secure',
    { kind: 'unreachable', reason: 'tls-is-http' },
    { kind: 'base-url', baseUrl: '{http}/v1' },
  ],
]

describe('a mistake of the person’s', () => {
  it.each(MENDABLE)('%s is found at its line and mended by its button', async (kind, line, error, fix) => {
    const server = await broken(kind)
    const { check } = checker()
    const typed = typedAt(server)
    const report = await check(typed)
    const [trouble, ...others] = failing(report)
    expect(others).toEqual([])
    expect(trouble).toMatchObject({ name: line, error })
    expect(trouble?.fixes[0]).toEqual(withOrigin(fix, typed.form.baseUrl))
    const [first] = trouble?.fixes ?? []
    const mended = first === undefined ? typed : followed(typed, first, server)
    const after = await check(mended)
    expect(failing(after)).toEqual([])
    expect(after.snapshot).toMatchObject({ name: 'Guide' })
  })

  it('in the scheme leads over two buttons: encryption first, then trust', async () => {
    const server = await broken('https-at-http')
    const { check } = checker()
    let about = typedAt(server)
    const seen: string[] = []
    for (let step = 0; step < 2; step += 1) {
      const [trouble] = failing(await check(about))
      const [fix] = trouble?.fixes ?? []
      seen.push(`${trouble?.name} ${fix?.kind}`)
      if (fix !== undefined) about = followed(about, fix, server)
    }
    expect(seen).toEqual(['server base-url', 'secure pick-certificates'])
    expect(inShort(await check(about))).toBe(WELL.replace('not-encrypted', 'own-certificates'))
  })
})

const UNMENDABLE: [kind: KindName, line: CheckLineName, error: object][] = [
  ['only-responses', 'protocol', { kind: 'other-protocol', speaks: 'responses' }],
  ['retired', 'protocol', { kind: 'other-protocol', speaks: 'responses' }],
  ['only-chat', 'protocol', { kind: 'other-protocol', speaks: 'chat' }],
  ['captive-portal', 'server', { kind: 'not-json', looksLikeLogin: true }],
  ['proxy-login', 'server', { kind: 'unreachable', reason: 'proxy-login' }],
  ['moved', 'server', { kind: 'redirected', target: 'http://login.example' }],
  ['expired', 'secure', { kind: 'unreachable', reason: 'tls-expired' }],
  ['wrong-host', 'secure', { kind: 'unreachable', reason: 'tls-wrong-host' }],
  ['failing', 'server', { kind: 'server-failed', status: 500 }],
  ['empty', 'server', { kind: 'cut-reply' }],
]

describe('trouble no button mends', () => {
  it.each(UNMENDABLE)('%s is told at its line', async (kind, line, error) => {
    const server = await broken(kind)
    const { check } = checker()
    const { form, remoteId } = typedAt(server)
    // Where TLS is spoken its authority is trusted: what is wrong is not that.
    const certificates = server.authority === null ? null : { fileName: 'ca.pem', pem: server.authority }
    const report = await check({ form: { ...form, certificates }, remoteId })
    expect(failing(report)).toMatchObject([{ name: line, error, fixes: [] }])
    const at = report.lines.findIndex(({ name }) => name === line)
    expect(report.lines.slice(at + 1).every(({ state }) => state === 'skipped')).toBe(true)
  })

  it('covers, with what can be mended, every kind there is', () => {
    const told = [...MENDABLE, ...UNMENDABLE].map(([kind]) => kind)
    expect([...told, 'any-key', 'https-at-http'].toSorted()).toEqual(KIND_NAMES.toSorted())
    expect(isKindName('toString')).toBe(false)
  })
})

describe('what a check claims', () => {
  it('of a sound server is that all is well', async () => {
    const server = await broken('missing-v1')
    const { check, events } = checker()
    const typed = typedAt(server)
    const report = await check({ ...typed, form: { ...typed.form, baseUrl: `${typed.form.baseUrl}/v1` } })
    expect(inShort(report)).toBe(WELL)
    expect(report.lines.every(({ ms }) => ms !== null && ms >= 0)).toBe(true)
    const told = events.flatMap((event) => (event.type === 'check-grew' ? [event.line] : []))
    expect(told.filter(({ state }) => state !== 'running')).toEqual(report.lines)
  })

  it('of a server that takes any key is just that', async () => {
    const { check } = checker()
    expect(inShort(await check(typedAt(await broken('any-key'))))).toBe(
      WELL.replace('key ok', 'key keys-not-checked'),
    )
  })

  it('of a server that needs no key is that none was sent', async () => {
    const server = await broken('any-key')
    const { check } = checker()
    const typed = typedAt(server)
    const report = await check({ ...typed, form: { ...typed.form, apiKey: '', signIn: 'none' } })
    expect(inShort(report)).toBe(WELL.replace('key ok', 'key no-key-needed'))
    expect(server.heard.some(({ headers }) => headers.authorization !== undefined)).toBe(false)
  })

  it('leaves the assistant out where no ID is given', async () => {
    const { check } = checker()
    const report = await check({ ...typedAt(await broken('any-key')), remoteId: ' ' })
    expect(inShort(report)).toContain('assistant skipped, protocol ok')
  })
})

describe('a check', () => {
  it.each(KIND_NAMES)('makes nothing at a server that is %s', async (kind) => {
    const server = await broken(kind)
    await checker().check(typedAt(server))
    expect(server.heard.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(server.behind.requests.flatMap(({ left }) => left)).toEqual([])
  })

  it('sends no key to where a server redirects to', async () => {
    const heard: string[] = []
    const second = createServer((request, response) => {
      heard.push(`${request.url} ${JSON.stringify(request.headers)}`)
      response.end('{}')
    })
    await new Promise<void>((resolve) => second.listen(0, '127.0.0.1', resolve))
    const { port } = second.address() as AddressInfo // listening on TCP
    const server = await broken('moved', { elsewhere: `http://127.0.0.1:${port}` })
    const report = await checker().check(typedAt(server))
    second.close()
    expect(failing(report)).toMatchObject([{ name: 'server', fixes: [] }])
    expect(heard).toEqual([])
  })

  it('sends no key before the line is known to be good, and none to a server it does not trust', async () => {
    for (const kind of ['captive-portal', 'moved', 'proxy-login', 'expired', 'wrong-host'] as const) {
      const server = await broken(kind)
      await checker().check(typedAt(server))
      expect(JSON.stringify(server.heard).includes(KEY)).toBe(kind === 'captive-portal')
    }
  })

  it('can be stopped, and leaves the rest unchecked', async () => {
    const server = await broken('missing-v1')
    const { desk, events, service } = checker()
    const checkId = crypto.randomUUID()
    const running = service.check({ checkId, connection: null, ...typedAt(server) })
    await expect.poll(() => events.length).toBeGreaterThan(0)
    service.stop({ checkId })
    service.stop({ checkId: 'of another check' })
    const { lines } = await running
    expect(lines.at(-1)?.state).toBe('skipped')
    expect(failing({ lines, snapshot: null })).toEqual([])
    expect(desk.service.list().assistants).toEqual([])
  })

  it('of a stored connection uses its key and saves nothing', async () => {
    const server = await broken('extra-v1')
    const { desk, service } = checker()
    const { form } = typedAt(server)
    const baseUrl = form.baseUrl.replace('/v1', '')
    const { connectionId } = desk.connections.save({ connection: null, form: { ...form, baseUrl } })
    const before = JSON.stringify(desk.stored())
    const asked = { checkId: crypto.randomUUID(), connection: connectionId, remoteId: server.assistantId }
    expect(inShort(await service.check({ ...asked, form: null }))).toBe(WELL)
    expect(JSON.stringify(desk.stored())).toBe(before)
  })
})

const withOrigin = (fix: object, baseUrl: string): unknown => {
  const { origin } = new URL(baseUrl)
  const text = JSON.stringify(fix).replace('{origin}', origin)
  return JSON.parse(text.replace('{http}', origin.replace('https:', 'http:')))
}
