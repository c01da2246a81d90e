/** Connections: what is saved, where secrets go and where they never go, removing and undoing. */
import { describe, expect, it } from 'vitest'
import { newConnection, type ConnectionForm } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { Assistant } from '../../shared/domain/assistant.ts'
import { UNDO_MS } from './connection-service.ts'
import { PRACTICE_ASSISTANTS, PRACTICE_CONNECTION } from './practice-assistants.ts'
import { KEY, createTestConnections, serverForm } from './test-connections.ts'

const TEAM = 'team-secret-0123456789'
const withHeader = (change: Partial<ConnectionForm> = {}) =>
  serverForm({ headers: [{ name: 'X-Team', value: TEAM }], ...change })

/** As it is when its settings are opened: no secret comes along. */
const reopened = (change: Partial<ConnectionForm> = {}) =>
  serverForm({ apiKey: '', headers: [{ name: 'X-Team', value: '' }], ...change })

const errorOf = async (work: () => unknown) => {
  const thrown: unknown = await Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    )
  return thrown instanceof Failure ? thrown.error : thrown
}

describe('a saved connection', () => {
  it('is all that a request needs, and the window sees no secret of it', async () => {
    const { service, events, store } = createTestConnections()
    const form = withHeader({ signIn: 'api-key', organization: 'org-1', requestsPerMinute: '30' })
    const { connectionId } = service.save({ connection: null, form })
    expect(await service.addressOf(connectionId)).toEqual({
      baseUrl: 'https://api.example.com/v1',
      key: KEY,
      signIn: 'api-key',
      organization: 'org-1',
      project: '',
      headers: [{ name: 'X-Team', value: TEAM }],
      query: [],
      certificates: null,
      requestsPerMinute: 30,
    })
    expect(JSON.stringify([events, store.read(), service.list()])).not.toMatch(/CANARY|team-secret/)
  })

  it('keeps its secrets when it is changed and none are typed', async () => {
    const { service } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: withHeader() })
    service.save({ connection: connectionId, form: reopened({ name: 'Mine' }) })
    expect(service.find(connectionId).name).toBe('Mine')
    expect(await service.addressOf(connectionId)).toMatchObject({ key: KEY, headers: [{ value: TEAM }] })
  })

  it('forgets the value of a header that was taken out, and keeps none in clear', () => {
    const { service, keys } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: withHeader() })
    expect([...keys.kept.values()].map(({ isHinted }) => isHinted)).toContain(false)
    service.save({ connection: connectionId, form: serverForm({ apiKey: '' }) })
    expect(keys.known()).toEqual([KEY])
  })

  it('whose key cannot be read any more is asked with the key that is typed, or with none where none is wanted', () => {
    const { service, keys } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: serverForm() })
    keys.get = () => {
      throw new Failure({ kind: 'key-unreadable' })
    }
    const keyOf = (form: ConnectionForm) => service.addressOfForm(connectionId, form).address.key
    expect(keyOf(serverForm({ apiKey: 'sk-typed-0123456789' }))).toBe('sk-typed-0123456789')
    expect(keyOf(reopened({ headers: [], signIn: 'none' }))).toBeNull()
    expect(() => keyOf(reopened({ headers: [] }))).toThrow('key-unreadable')
  })

  it('that signs in with nothing sends no key, even if one is kept', async () => {
    const { service } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: serverForm({ signIn: 'none' }) })
    expect((await service.addressOf(connectionId)).key).toBeNull()
  })

  it('is found again by a form that says the same, and not by one with another key', () => {
    const { service } = createTestConnections()
    const { id } = service.addNew(serverForm())
    expect(service.addNew(serverForm({ name: 'Again' })).id).toBe(id)
    expect(service.addNew(serverForm({ apiKey: `${KEY}2` })).id).not.toBe(id)
    expect(service.addNew(serverForm({ signIn: 'api-key' })).id).not.toBe(id)
    expect(service.list()).toHaveLength(3)
  })

  it('is not taken for one whose limits, answering or certificates the form wants otherwise', () => {
    const { service } = createTestConnections()
    const limited = service.addNew(serverForm({ requestsPerMinute: '30', runLimitSeconds: '600' }))
    expect(service.addNew(serverForm()).id).toBe(limited.id)
    for (const change of [
      { requestsPerMinute: '10' },
      { runLimitSeconds: '60' },
      { delivery: 'polling' as const },
    ]) {
      const made = service.addNew(serverForm(change))
      expect(made.id).not.toBe(limited.id)
      expect(service.addNew(serverForm(change)).id).toBe(made.id)
    }
  })
})

describe('a secret', () => {
  it('does not go to another origin before the person says so', async () => {
    const { service, keys } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: withHeader() })
    const moved = { baseUrl: 'https://api.example.org/v1' }
    const refused = await errorOf(() => service.save({ connection: connectionId, form: reopened(moved) }))
    expect(refused).toMatchObject({
      kind: 'invalid-fields',
      fields: { apiKey: 'key-for-another-server', headers: 'key-for-another-server' },
    })
    expect(await errorOf(() => service.addressOfForm(connectionId, reopened(moved)))).toEqual(refused)
    expect(service.find(connectionId).baseUrl).toBe('https://api.example.com/v1')

    service.save({ connection: connectionId, form: reopened({ ...moved, isKeyMoveAllowed: true }) })
    expect(await service.addressOf(connectionId)).toMatchObject({ key: KEY, headers: [{ value: TEAM }] })
    expect([...keys.kept.values()].map(({ origin }) => origin)).toEqual(
      Array(2).fill('https://api.example.org'),
    )
  })

  it('does not go to an origin that was written into the settings file by hand', async () => {
    const { service, store } = createTestConnections()
    const { connectionId } = service.save({ connection: null, form: withHeader() })
    const tamper = (change: object) =>
      store.change({ connections: store.read().connections.map((one) => ({ ...one, ...change })) })
    tamper({ baseUrl: 'https://evil.example/v1' })
    expect(await errorOf(() => service.addressOf(connectionId))).toEqual({ kind: 'key-missing' })
    tamper({ signIn: 'none' })
    expect(await errorOf(() => service.addressOf(connectionId))).toEqual({
      kind: 'header-missing',
      name: 'X-Team',
    })
  })

  it.each([
    ['http://169.254.169.254/latest', 'link-local'],
    ['http://example.com/v1', 'public-http'],
    ['http://192.168.1.20/v1', 'needs-yes'],
    ['ftp://api.example.com', 'wrong-scheme'],
    ['https://me:pw@api.example.com', 'credentials-in-url'],
  ])('is not even looked for when a settings file says %s', async (baseUrl, problem) => {
    const { service, store, keys } = createTestConnections()
    store.change({ connections: [newConnection({ id: 'c1', name: 'x', kind: 'server', baseUrl })] })
    keys.set('c1', { key: KEY, origin: new URL(baseUrl).origin })
    expect(await errorOf(() => service.addressOf('c1'))).toMatchObject({ kind: 'address-refused', problem })
  })

  it('of a form that is only tried is not kept', () => {
    const { service, keys, store } = createTestConnections()
    expect(service.addressOfForm(null, withHeader()).address).toMatchObject({
      key: KEY,
      headers: [{ value: TEAM }],
    })
    expect([keys.known(), store.read().connections]).toEqual([[], []])
  })
})

describe('removing', () => {
  const assistant = (id: string, connectionId: string): Assistant => ({
    ...PRACTICE_ASSISTANTS[0],
    id,
    connectionId,
  })
  function withAssistants() {
    const desk = createTestConnections()
    const { connectionId } = desk.service.save({ connection: null, form: withHeader() })
    desk.store.change({
      assistants: [assistant('a1', connectionId), assistant('a2', connectionId), assistant('a3', 'other')],
    })
    return { ...desk, connectionId }
  }

  it('hides the connection with its assistants, and undo brings both back with the key', async () => {
    const { service, shelf, connectionId } = withAssistants()
    service.remove({ connectionId })
    expect([service.list(), shelf.list().assistants.map(({ id }) => id)]).toEqual([[], ['a3']])
    expect(await errorOf(() => service.addressOf(connectionId))).toMatchObject({ kind: 'not-found-here' })
    service.restore({ connectionId })
    expect(shelf.list().assistants).toHaveLength(3)
    expect(await service.addressOf(connectionId)).toMatchObject({ key: KEY, headers: [{ value: TEAM }] })
  })

  it('leaves nothing of the secrets once it can no longer be undone', () => {
    const { service, keys, clock, shelf, store, connectionId } = withAssistants()
    service.remove({ connectionId })
    clock.pass(UNDO_MS - 1)
    expect(keys.known()).toHaveLength(2)
    clock.pass(1)
    expect([keys.known(), store.read().connections]).toEqual([[], []])
    expect(shelf.list().formerAssistants.map(({ id }) => id)).toEqual(['a1', 'a2'])
  })

  it('that was undone is not carried out by the first time it was asked for', () => {
    const { service, clock, connectionId } = withAssistants()
    service.remove({ connectionId })
    service.restore({ connectionId })
    clock.pass(UNDO_MS)
    expect(service.list()).toHaveLength(1)
  })

  it('before the app was closed is carried out at the next start', () => {
    const { service, keys, connectionId } = withAssistants()
    service.remove({ connectionId })
    service.purgeRemoved()
    expect(keys.known()).toEqual([])
  })
})

describe('the practice server', () => {
  it('needs no settings, and takes none', async () => {
    const { service, store } = createTestConnections()
    store.change({ connections: [PRACTICE_CONNECTION] })
    expect(await service.addressOf('practice')).toMatchObject({ key: 'practice', signIn: 'bearer' })
    expect(await errorOf(() => service.save({ connection: 'practice', form: serverForm() }))).toMatchObject({
      kind: 'not-found-here',
    })
  })
})

describe('a file of certificates', () => {
  it.each([
    [Buffer.from('hello'), 'no-certificates'],
    [Buffer.from('-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----'), 'private-key'],
    [Buffer.alloc(256 * 1024 + 1), 'too-long'],
  ])('that is none is refused in words', async (bytes, problem) => {
    const { service } = createTestConnections({ fileName: 'ca.pem', bytes })
    expect(await errorOf(() => service.pickCertificates())).toEqual({
      kind: 'invalid-fields',
      fields: { certificates: problem },
    })
  })

  it('that nobody picked is none', async () => {
    expect(await createTestConnections(null).service.pickCertificates()).toBeNull()
  })
})
