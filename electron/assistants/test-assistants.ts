/** Assistants over connections, settings and keys in memory, with a server that says what a test wants. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AssistantForm, AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { ConnectionForm } from '../../shared/domain/connection.ts'
import { toAppError } from '../../shared/errors.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createAssistantReader } from './assistant-reader.ts'
import { createAssistantService } from './assistant-service.ts'
import { createConnectionService } from './connection-service.ts'
import type { Directory, ServerAddress, StoredAssistants } from './ports.ts'
import { createRememberedAnswers } from './remembered-answers.ts'
import { createShelf } from './shelf.ts'
import { createTestKeys, serverForm } from './test-connections.ts'

export const SNAPSHOT: AssistantSnapshot = {
  name: 'Order desk',
  description: null,
  model: 'm',
  instructions: null,
  tools: [],
  files: [],
  readAt: 1,
}

export const assistantForm = (over: Partial<AssistantForm> = {}): AssistantForm => ({
  remoteId: 'asst_1',
  nickname: 'Shop',
  colour: null,
  suggestions: [],
  ...over,
})

/** What the server answers; by default the same of every assistant. */
type Find = (server: ServerAddress, remoteId: string) => Promise<AssistantSnapshot>

export function deskWith(find: Find = () => Promise.resolve(SNAPSHOT)) {
  let stored: StoredAssistants = { connections: [], assistants: [], formerAssistants: [] }
  const events: AppEvent[] = []
  const logged: string[] = []
  const bugs: unknown[] = []
  const asked: { baseUrl: string; key: string | null; remoteId: string; isOnce: boolean }[] = []
  const spokenTo = new Set<string>()
  const clock = createTestClock()
  const ids = createTestIds()
  const keys = createTestKeys()
  const log = (_level: string, _room: string, event: string, facts?: unknown) =>
    void logged.push(facts === undefined ? event : `${event} ${JSON.stringify(facts)}`)
  const publish = (event: AppEvent) => void events.push(event)
  const store = { read: () => stored, change: (change: object) => void (stored = { ...stored, ...change }) }
  const shelf = createShelf({ store, keys, publish })
  const directory: Pick<Directory, 'findAssistant'> = {
    findAssistant(server, remoteId, { isOnce = false } = {}) {
      asked.push({ baseUrl: server.baseUrl, key: server.key, remoteId, isOnce })
      return find(server, remoteId)
    },
  }
  const connections = createConnectionService({
    shelf,
    keys,
    ids,
    clock,
    dialogs: { pickCertificates: () => Promise.resolve(null) },
    practiceAddress: () => Promise.resolve({ baseUrl: 'http://127.0.0.1:1/v1', key: 'practice-key' }),
  })
  const reader = createAssistantReader({
    shelf,
    directory,
    servers: connections,
    clock,
    log,
    reportBug: (thrown) => bugs.push(thrown),
  })
  const world = { shelf, servers: connections, reader, clock, ids, log, spokenTo: () => spokenTo }
  const service = createAssistantService(world)
  /** With a server it is connected there, else where the first was. */
  const connect = async (form: Partial<AssistantForm> = {}, server: ConnectionForm | null = null) => {
    const [first] = service.list().connections
    const isNew = server !== null || first === undefined
    return service.connect({
      connectionId: isNew ? null : first.id,
      server: isNew ? (server ?? serverForm()) : null,
      form: assistantForm(form),
    })
  }
  return {
    answers: createRememberedAnswers(shelf),
    asked,
    bugs,
    clock,
    connect,
    connections,
    events,
    keys,
    logged,
    reader,
    service,
    shelf,
    spokenTo,
    stored: () => stored,
    names: () => service.list().assistants.map(({ nickname }) => nickname),
    quiet: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
}

/** The failure of what is done, as data; fails itself when it succeeds. */
export async function failureOf(work: () => unknown) {
  try {
    await work()
  } catch (thrown) {
    return toAppError(thrown)
  }
  throw new Error('it did not fail')
}
