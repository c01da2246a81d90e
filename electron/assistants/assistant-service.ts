/** Connections and assistants: adding, checking, changing and removing them. The key goes in here and never comes out. */
import type { AppEvent } from '../../shared/contract/events.ts'
import {
  ASSISTANT_COLOURS,
  type Assistant,
  type AssistantSnapshot,
  type ConnectForm,
} from '../../shared/domain/assistant.ts'
import type { Connection, StoredConnection } from '../../shared/domain/connection.ts'
import { Failure, SEED_MESSAGES } from '../../shared/errors.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { readConnectForm, type ReadForm } from './connect-form.ts'
import type { AssistantStore, Directory, Keys } from './ports.ts'
import { PRACTICE_ASSISTANTS, PRACTICE_CONNECTION } from './practice-assistants.ts'

interface World {
  store: AssistantStore
  keys: Keys
  directory: Directory
  ids: Ids
  log: Log
  publish(event: AppEvent): void
  reportBug(thrown: unknown): void
}

export type AssistantService = ReturnType<typeof createAssistantService>

interface SaveInput {
  assistant: string | null
  form: ConnectForm
}

export function createAssistantService({ store, keys, directory, ids, log, publish, reportBug }: World) {
  const list = (): { connections: Connection[]; assistants: Assistant[] } => {
    const { connections, assistants } = store.read()
    return { assistants, connections: connections.map(withKeyStatus) }
  }

  const withKeyStatus = (connection: StoredConnection): Connection => ({
    ...connection,
    key: connection.kind === 'practice' ? { kept: 'built-in' } : keys.status(connection.id),
  })

  function write(change: { connections?: StoredConnection[]; assistants?: Assistant[] }) {
    store.change(change)
    publish({ type: 'assistants-changed', ...list() })
  }

  function read({ assistant: id, form }: SaveInput): { form: ReadForm; edited: Assistant | null } {
    const edited = id === null ? null : find(id)
    const connectionId = edited?.connectionId ?? ''
    const hasKey = edited !== null && keys.status(connectionId).kept !== 'none'
    const verdict = readConnectForm(form, { hasKey, origin: keys.originOf(connectionId) })
    if (verdict.ok) return { form: verdict.form, edited }
    if (verdict.fields.assistantId === 'required')
      log('warn', 'assistants', SEED_MESSAGES.assistantIdRequired)
    throw new Failure({ kind: 'invalid-fields', fields: verdict.fields })
  }

  function find(assistantId: string): Assistant {
    const assistant = store.read().assistants.find(({ id }) => id === assistantId)
    if (assistant === undefined) throw new Failure({ kind: 'not-found-here', what: 'assistant' })
    return assistant
  }

  function save(input: SaveInput): { assistantId: string } {
    const { form, edited } = read(input)
    const { connections, assistants } = store.read()
    const connection = connectionFor(form, edited)
    if (form.key !== null) keys.set(connection.id, { key: form.key, origin: form.origin })
    const isSame =
      edited !== null && edited.remoteId === form.assistantId && edited.connectionId === connection.id
    const assistant: Assistant = {
      id: edited?.id ?? ids.next(),
      connectionId: connection.id,
      remoteId: form.assistantId,
      nickname: form.nickname || form.assistantId,
      colour: edited?.colour ?? ASSISTANT_COLOURS[assistants.length % ASSISTANT_COLOURS.length] ?? 'violet',
      snapshot: isSame ? edited.snapshot : null,
    }
    write({ connections: upsert(connections, connection), assistants: upsert(assistants, assistant) })
    refresh(assistant).catch(reportBug)
    return { assistantId: assistant.id }
  }

  /** The connection being edited, unless others use it too; else one with the same address and no new key; else a new one. */
  function connectionFor(form: ReadForm, edited: Assistant | null): StoredConnection {
    const { connections, assistants } = store.read()
    const { baseUrl, delivery } = form
    const own = connections.find(({ id }) => id === edited?.connectionId)
    const isShared = assistants.filter(({ connectionId }) => connectionId === own?.id).length > 1
    if (own !== undefined && (own.baseUrl === baseUrl || !isShared))
      return { ...own, name: new URL(baseUrl).host, baseUrl, delivery }
    const same = connections.find((known) => known.kind === 'server' && known.baseUrl === baseUrl)
    if (same !== undefined && form.key === null) return { ...same, delivery }
    return { id: ids.next(), name: new URL(baseUrl).host, kind: 'server', baseUrl, delivery }
  }

  /** Fills in what the server says of the assistant. Failing here is no news: the first question will tell. */
  async function refresh(assistant: Assistant) {
    const connection = store.read().connections.find(({ id }) => id === assistant.connectionId)
    if (connection === undefined) return
    try {
      const snapshot = await directory.findAssistant(
        { baseUrl: connection.baseUrl, key: keys.get(connection.id) },
        assistant.remoteId,
      )
      const current = store.read().assistants.find(({ id }) => id === assistant.id)
      if (current === undefined || current.remoteId !== assistant.remoteId) return
      const nickname =
        current.nickname === current.remoteId && snapshot.name ? snapshot.name : current.nickname
      write({ assistants: upsert(store.read().assistants, { ...current, nickname, snapshot }) })
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      log('info', 'assistants', 'assistant not read', { kind: thrown.error.kind })
    }
  }

  return {
    list,
    find,
    save,
    connectionOf(assistantId: string): { assistant: Assistant; connection: StoredConnection } {
      const assistant = find(assistantId)
      const connection = store.read().connections.find(({ id }) => id === assistant.connectionId)
      if (connection === undefined) throw new Failure({ kind: 'not-found-here', what: 'connection' })
      return { assistant, connection }
    },
    async check(input: SaveInput): Promise<AssistantSnapshot> {
      const { form, edited } = read(input)
      const key = form.key ?? (edited === null ? null : keys.get(edited.connectionId))
      return directory.findAssistant({ baseUrl: form.baseUrl, key }, form.assistantId)
    },
    /** Adds what is missing of the practice assistants and returns the first, the Guide. */
    addPractice(): Assistant {
      const { connections, assistants } = store.read()
      const missing = PRACTICE_ASSISTANTS.filter(
        (practice) => !assistants.some(({ id }) => id === practice.id),
      )
      write({
        connections: upsert(connections, PRACTICE_CONNECTION),
        assistants: [...assistants, ...missing],
      })
      return find(PRACTICE_ASSISTANTS[0].id)
    },
    /** Forgets the assistant here; at the server nothing changes. Its conversations stay readable. */
    remove({ assistantId }: { assistantId: string }) {
      const { connections, assistants } = store.read()
      const { connectionId } = find(assistantId)
      const rest = assistants.filter(({ id }) => id !== assistantId)
      const isUsed = rest.some((assistant) => assistant.connectionId === connectionId)
      if (!isUsed) keys.remove(connectionId)
      write({
        assistants: rest,
        connections: isUsed ? connections : connections.filter(({ id }) => id !== connectionId),
      })
    },
    removeKey({ connectionId }: { connectionId: string }) {
      keys.remove(connectionId)
      write({})
    },
  }
}

const upsert = <T extends { id: string }>(items: readonly T[], item: T): T[] =>
  items.some(({ id }) => id === item.id)
    ? items.map((known) => (known.id === item.id ? item : known))
    : [...items, item]
