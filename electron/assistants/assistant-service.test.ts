/** Connections and assistants: what is saved, who shares a connection, and that no key ever comes back. */
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AssistantSnapshot, Assistant, ConnectForm } from '../../shared/domain/assistant.ts'
import type { StoredConnection } from '../../shared/domain/connection.ts'
import { Failure, toAppError } from '../../shared/errors.ts'
import { createTestIds } from '../platform/ids.ts'
import { createAssistantService } from './assistant-service.ts'
import type { Keys, ServerAddress } from './ports.ts'

const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'
const OTHER_KEY = 'sk-CANARY-ffffffffffffffffffffffffffffffff'
const FORM: ConnectForm = {
  baseUrl: 'https://api.example.com/v1',
  apiKey: KEY,
  assistantId: 'asst_1',
  nickname: 'Shop',
  delivery: 'automatic',
}

describe('connecting an assistant', () => {
  it('stores it with its connection and its key, and tells the window', async () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    expect(desk.service.list()).toMatchObject({
      connections: [
        { name: 'api.example.com', kind: 'server', baseUrl: FORM.baseUrl, key: { kept: 'keyring' } },
      ],
      assistants: [
        { id: assistantId, remoteId: 'asst_1', nickname: 'Shop', colour: 'violet', snapshot: null },
      ],
    })
    expect(desk.events.at(-1)).toMatchObject({ type: 'assistants-changed' })
    await desk.quiet()
    expect(desk.asked).toEqual([{ baseUrl: FORM.baseUrl, key: KEY }])
  })

  it('says what is wrong with the form and sends nothing anywhere', async () => {
    const desk = deskWith()
    expect(desk.problems({ ...FORM, assistantId: ' ', apiKey: '' })).toEqual({
      assistantId: 'required',
      apiKey: 'required',
    })
    expect(desk.log).toEqual(['OpenAI Assistant ID is required'])
    await desk.quiet()
    expect(desk.asked).toEqual([])
    expect(desk.service.list().assistants).toEqual([])
  })

  it('takes the server’s name for it when the person gave none', async () => {
    const desk = deskWith()
    desk.save({ ...FORM, nickname: '' })
    expect(desk.service.list().assistants[0]?.nickname).toBe('asst_1')
    await desk.quiet()
    expect(desk.service.list().assistants[0]).toMatchObject({
      nickname: 'Order desk',
      snapshot: { model: 'm' },
    })
  })

  it('keeps the person’s name for it whatever the server calls it', async () => {
    const desk = deskWith()
    desk.save(FORM)
    await desk.quiet()
    expect(desk.service.list().assistants[0]).toMatchObject({
      nickname: 'Shop',
      snapshot: { name: 'Order desk' },
    })
  })

  it('does without the server’s word when it cannot be had', async () => {
    const desk = deskWith(() => Promise.reject(new Failure({ kind: 'forbidden' })))
    desk.save({ ...FORM, nickname: '' })
    await desk.quiet()
    expect(desk.service.list().assistants[0]).toMatchObject({ nickname: 'asst_1', snapshot: null })
    expect(desk.bugs).toEqual([])
  })

  it('ignores what the server says late of an ID that was changed meanwhile', async () => {
    const desk = deskWith((_server, id) => Promise.resolve({ ...SNAPSHOT, name: `Name of ${id}` }))
    const { assistantId } = desk.save({ ...FORM, nickname: '' })
    desk.save({ ...FORM, apiKey: '', assistantId: 'asst_2', nickname: '' }, assistantId)
    await desk.quiet()
    expect(desk.service.find(assistantId)).toMatchObject({ remoteId: 'asst_2', nickname: 'Name of asst_2' })
  })

  it('gives each a colour of its own while there are enough', () => {
    const desk = deskWith()
    for (let count = 0; count < 9; count += 1) desk.save({ ...FORM, assistantId: `asst_${count}` })
    const colours = desk.service.list().assistants.map(({ colour }) => colour)
    expect(new Set(colours).size).toBe(8)
    expect(colours[8]).toBe(colours[0])
  })
})

describe('connections', () => {
  it('are shared by assistants of the same server with the same key', () => {
    const desk = deskWith()
    desk.save(FORM)
    desk.save({ ...FORM, assistantId: 'asst_2' })
    expect(desk.service.list().connections).toHaveLength(1)
  })

  it('are apart when the key is another', () => {
    const desk = deskWith()
    desk.save(FORM)
    desk.save({ ...FORM, assistantId: 'asst_2', apiKey: OTHER_KEY })
    const { connections } = desk.service.list()
    expect(connections.map(({ id }) => desk.keys.get(id))).toEqual([KEY, OTHER_KEY])
  })

  it('are shared without a key in one’s own house', () => {
    const desk = deskWith()
    const atHome = { ...FORM, baseUrl: 'http://localhost:8080/v1', apiKey: '' }
    desk.save(atHome)
    desk.save({ ...atHome, assistantId: 'asst_2' })
    expect(desk.service.list().connections).toHaveLength(1)
  })

  it('follow their only assistant to a new address', () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    desk.save({ ...FORM, baseUrl: 'https://other.example/v1', apiKey: OTHER_KEY }, assistantId)
    expect(desk.service.list().connections).toMatchObject([
      { baseUrl: 'https://other.example/v1', name: 'other.example' },
    ])
    expect(desk.keys.get(desk.service.connectionOf(assistantId).connection.id)).toBe(OTHER_KEY)
  })

  it('never send a stored key to another server', async () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    await desk.quiet()
    desk.asked.length = 0
    const elsewhere = { ...FORM, baseUrl: 'https://evil.example/v1', apiKey: '' }
    expect(desk.problems(elsewhere, assistantId)).toEqual({ apiKey: 'key-for-another-server' })
    await expect(desk.service.check({ assistant: assistantId, form: elsewhere })).rejects.toThrow(
      'invalid-fields',
    )
    await desk.quiet()
    expect(desk.asked).toEqual([])
  })

  it('stay as they are for the others when one assistant moves away, and it takes its key along', () => {
    const desk = deskWith()
    const first = desk.save(FORM)
    const second = desk.save({ ...FORM, assistantId: 'asst_2' })
    desk.save(
      { ...FORM, assistantId: 'asst_2', baseUrl: 'https://api.example.com/v2', apiKey: '' },
      second.assistantId,
    )
    const [stayed, moved] = [first, second].map(
      ({ assistantId }) => desk.service.connectionOf(assistantId).connection,
    )
    expect(stayed?.baseUrl).toBe('https://api.example.com/v1')
    expect(moved?.baseUrl).toBe('https://api.example.com/v2')
    expect(desk.keys.get(moved?.id ?? '')).toBe(KEY)
  })

  it('are not joined over a key that is another’s', () => {
    const desk = deskWith()
    desk.save({ ...FORM, baseUrl: 'https://api.example.com/v2', apiKey: OTHER_KEY })
    desk.save(FORM)
    const { assistantId } = desk.save({ ...FORM, assistantId: 'asst_2' })
    desk.save(
      { ...FORM, assistantId: 'asst_2', baseUrl: 'https://api.example.com/v2', apiKey: '' },
      assistantId,
    )
    expect(desk.keys.get(desk.service.connectionOf(assistantId).connection.id)).toBe(KEY)
  })

  it('keep the snapshot of an assistant whose address did not change', async () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    await desk.quiet()
    desk.save({ ...FORM, apiKey: '', nickname: 'Renamed' }, assistantId)
    expect(desk.service.find(assistantId)).toMatchObject({
      nickname: 'Renamed',
      snapshot: { name: 'Order desk' },
    })
  })
})

describe('checking', () => {
  it('asks the server with the typed key and saves nothing', async () => {
    const desk = deskWith()
    expect(await desk.service.check({ assistant: null, form: FORM })).toEqual(SNAPSHOT)
    expect(desk.asked).toEqual([{ baseUrl: FORM.baseUrl, key: KEY }])
    expect(desk.service.list()).toEqual({ connections: [], assistants: [] })
    expect(desk.events).toEqual([])
  })

  it('uses the stored key when none is typed', async () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    await desk.service.check({ assistant: assistantId, form: { ...FORM, apiKey: '' } })
    expect(desk.asked.at(-1)?.key).toBe(KEY)
  })
})

describe('practice assistants', () => {
  it('are added once, however often, and the Guide comes first', () => {
    const desk = deskWith()
    expect(desk.service.addPractice().nickname).toBe('Guide')
    desk.service.addPractice()
    expect(desk.service.list().assistants.map(({ nickname }) => nickname)).toEqual([
      'Guide',
      'Calculator',
      'Order desk',
      'Troublemaker',
    ])
    expect(desk.service.list().connections).toMatchObject([{ kind: 'practice', key: { kept: 'built-in' } }])
  })

  it('come back when one was removed, beside the others', () => {
    const desk = deskWith()
    desk.save(FORM)
    const guide = desk.service.addPractice()
    desk.service.remove({ assistantId: guide.id })
    desk.service.addPractice()
    expect(desk.service.list().assistants).toHaveLength(5)
  })

  it('can be given another name and nothing else', async () => {
    const desk = deskWith()
    const { id } = desk.service.addPractice()
    const form = { ...FORM, baseUrl: '', apiKey: '', assistantId: 'other', nickname: 'My guide' }
    desk.save(form, id)
    expect(desk.service.connectionOf(id)).toMatchObject({
      assistant: { nickname: 'My guide', remoteId: 'asst_practice_guide' },
      connection: { kind: 'practice' },
    })
    desk.save({ ...form, nickname: ' ' }, id)
    expect(desk.service.find(id).nickname).toBe('Guide')
    expect(desk.problems({ ...form, nickname: 'x'.repeat(81) }, id)).toEqual({ nickname: 'too-long' })
    await desk.quiet()
    expect(desk.asked).toEqual([])
  })
})

describe('removing', () => {
  it('keeps the others, and the connection as long as one uses it', () => {
    const desk = deskWith()
    const first = desk.save(FORM)
    const second = desk.save({ ...FORM, assistantId: 'asst_2' })
    const { connection } = desk.service.connectionOf(first.assistantId)
    desk.service.remove(first)
    expect(desk.service.list().assistants.map(({ id }) => id)).toEqual([second.assistantId])
    expect(desk.keys.get(connection.id)).toBe(KEY)
    desk.service.remove(second)
    expect(desk.service.list()).toEqual({ connections: [], assistants: [] })
    expect(desk.keys.get(connection.id)).toBeNull()
  })

  it('of a key keeps the connection', () => {
    const desk = deskWith()
    const { assistantId } = desk.save(FORM)
    const connectionId = desk.service.connectionOf(assistantId).connection.id
    desk.service.removeKey({ connectionId })
    expect(desk.service.list().connections).toMatchObject([{ id: connectionId, key: { kept: 'none' } }])
  })

  it('of what is not there is refused', () => {
    const desk = deskWith()
    expect(() => desk.service.remove({ assistantId: 'nobody' })).toThrow('not-found-here')
    expect(() => desk.service.connectionOf('nobody')).toThrow('not-found-here')
  })
})

it('no reply, event, log line or stored file of settings ever holds a key', async () => {
  const desk = deskWith()
  const replies: unknown[] = []
  const collect = async (ask: () => unknown) => {
    try {
      replies.push(await ask())
    } catch (thrown) {
      replies.push(toAppError(thrown), String(thrown))
    }
  }
  const { assistantId } = desk.save(FORM)
  await collect(() => desk.service.save({ assistant: null, form: { ...FORM, assistantId: '' } }))
  await collect(() =>
    desk.service.save({ assistant: assistantId, form: { ...FORM, apiKey: `${KEY} ${KEY}` } }),
  )
  await collect(() => desk.service.check({ assistant: assistantId, form: { ...FORM, apiKey: '' } }))
  await collect(() => desk.service.list())
  await collect(() => desk.service.find(assistantId))
  await collect(() => desk.service.connectionOf(assistantId))
  await collect(() => desk.service.addPractice())
  await collect(() => desk.service.removeKey({ connectionId: 'x' }))
  await collect(() => desk.service.remove({ assistantId }))
  await desk.quiet()
  const everything = JSON.stringify([replies, desk.events, desk.log, desk.stored()])
  expect(everything).toContain('asst_1')
  expect(everything).not.toContain('CANARY')
})

const SNAPSHOT: AssistantSnapshot = {
  name: 'Order desk',
  description: null,
  model: 'm',
  instructions: null,
  tools: [],
  files: [],
  readAt: 1,
}

function deskWith(
  findAssistant: (server: ServerAddress, id: string) => Promise<AssistantSnapshot> = () =>
    Promise.resolve(SNAPSHOT),
) {
  let stored: { connections: StoredConnection[]; assistants: Assistant[] } = {
    connections: [],
    assistants: [],
  }
  const events: AppEvent[] = []
  const log: string[] = []
  const bugs: unknown[] = []
  const asked: ServerAddress[] = []
  const keys = keysInMemory()
  const service = createAssistantService({
    store: { read: () => stored, change: (change) => void (stored = { ...stored, ...change }) },
    keys,
    directory: {
      findAssistant(server, id) {
        asked.push(server)
        return findAssistant(server, id)
      },
    },
    ids: createTestIds(),
    log: (_level, _room, event, facts) =>
      log.push(facts === undefined ? event : `${event} ${JSON.stringify(facts)}`),
    publish: (event) => events.push(event),
    reportBug: (thrown) => bugs.push(thrown),
  })
  const save = (form: ConnectForm, assistant: string | null = null) => service.save({ assistant, form })
  return {
    asked,
    bugs,
    events,
    keys,
    log,
    save,
    service,
    stored: () => stored,
    quiet: () => new Promise<void>((resolve) => setImmediate(resolve)),
    problems(form: ConnectForm, assistant: string | null = null) {
      try {
        save(form, assistant)
      } catch (thrown) {
        const error = toAppError(thrown)
        return error.kind === 'invalid-fields' ? error.fields : error
      }
      return null
    },
  }
}

function keysInMemory(): Keys {
  const kept = new Map<string, { key: string; origin: string }>()
  return {
    canKeep: () => true,
    status: (id) => (kept.has(id) ? { kept: 'keyring', lastFour: 'cdef' } : { kept: 'none' }),
    originOf: (id) => kept.get(id)?.origin ?? null,
    set: (id, secret) => void kept.set(id, secret),
    get: (id) => kept.get(id)?.key ?? null,
    remove: (id) => void kept.delete(id),
    known: () => [...kept.values()].map(({ key }) => key),
  }
}
