/** Connections and assistants: adding, checking, changing and removing them. The key goes in here and never comes out. */
import type { AppEvent } from '../../shared/contract/events.ts'
import {
  ASSISTANT_COLOURS,
  type Assistant,
  type AssistantSnapshot,
  type ConnectForm,
  type FunctionMemory,
} from '../../shared/domain/assistant.ts'
import type { FunctionCall, FunctionResult } from '../../shared/domain/run-record.ts'
import type { Connection, StoredConnection } from '../../shared/domain/connection.ts'
import { Failure, SEED_MESSAGES } from '../../shared/errors.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { chooseConnection } from './choose-connection.ts'
import { answerAll, rememberLast, rememberWish, type AnswerWish } from './function-answers.ts'
import { LONGEST_NICKNAME, readConnectForm, type ReadForm } from './connect-form.ts'
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

interface SaveInput {
  /** Null for a new one. */
  assistant: string | null
  form: ConnectForm
}

export const createAssistantService = (world: World): AssistantService => new AssistantService(world)

export class AssistantService {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  list = (): { connections: Connection[]; assistants: Assistant[] } => {
    const { connections, assistants } = this.#world.store.read()
    return { assistants, connections: connections.map((connection) => this.#withKeyStatus(connection)) }
  }

  find(assistantId: string): Assistant {
    const assistant = this.#world.store.read().assistants.find(({ id }) => id === assistantId)
    if (assistant === undefined) throw new Failure({ kind: 'not-found-here', what: 'assistant' })
    return assistant
  }

  connectionOf(assistantId: string): { assistant: Assistant; connection: StoredConnection } {
    const assistant = this.find(assistantId)
    const { connections } = this.#world.store.read()
    const connection = connections.find(({ id }) => id === assistant.connectionId)
    if (connection === undefined) throw new Failure({ kind: 'not-found-here', what: 'connection' })
    return { assistant, connection }
  }

  save({ assistant: id, form: written }: SaveInput): { assistantId: string } {
    const { store, keys, ids, reportBug } = this.#world
    const edited = id === null ? null : this.find(id)
    if (edited?.connectionId === PRACTICE_CONNECTION.id) return this.#rename(edited, written)
    const form = this.#read(written, edited)
    const { connections, assistants } = store.read()
    const keyOf = (connectionId: string) => this.#keyOf(connectionId)
    const connection = chooseConnection(form, edited, {
      connections,
      assistants,
      keyOf,
      newId: () => ids.next(),
    })
    // An assistant that moves away from a shared connection takes its key along; the form has compared the origins.
    const hasMoved = edited !== null && edited.connectionId !== connection.id
    const key = form.key ?? (hasMoved ? keyOf(edited.connectionId) : null)
    if (key !== null) keys.set(connection.id, { key, origin: form.origin })
    const isSame = edited?.remoteId === form.assistantId && !hasMoved
    const assistant: Assistant = {
      id: edited?.id ?? ids.next(),
      connectionId: connection.id,
      remoteId: form.assistantId,
      nickname: form.nickname || form.assistantId,
      colour: edited?.colour ?? ASSISTANT_COLOURS[assistants.length % ASSISTANT_COLOURS.length] ?? 'violet',
      snapshot: isSame ? edited.snapshot : null,
      functions: edited?.functions ?? [],
      suggestions: edited?.suggestions ?? [],
      archivedAt: edited?.archivedAt ?? null,
      removedAt: null,
    }
    this.#write({
      connections: upsert(connections, connection),
      assistants: upsert(assistants, assistant),
    })
    this.#refresh(assistant).catch(reportBug)
    return { assistantId: assistant.id }
  }

  /** @throws Failure */
  async check({ assistant: id, form: written }: SaveInput): Promise<AssistantSnapshot> {
    const edited = id === null ? null : this.find(id)
    const form = this.#read(written, edited)
    const { keys, directory } = this.#world
    const key = form.key ?? (edited === null ? null : keys.get(edited.connectionId))
    return directory.findAssistant({ baseUrl: form.baseUrl, key }, form.assistantId)
  }

  /** Adds what is missing of the practice assistants and returns the first, the Guide. */
  addPractice(): Assistant {
    const { connections, assistants } = this.#world.store.read()
    const missing = PRACTICE_ASSISTANTS.filter((practice) => !assistants.some(({ id }) => id === practice.id))
    this.#write({
      connections: upsert(connections, PRACTICE_CONNECTION),
      assistants: [...assistants, ...missing],
    })
    return this.find(PRACTICE_ASSISTANTS[0].id)
  }

  /** Forgets the assistant here; at the server nothing changes. Its conversations stay readable. */
  remove({ assistantId }: { assistantId: string }): void {
    const { store, keys } = this.#world
    const { connections, assistants } = store.read()
    const { connectionId } = this.find(assistantId)
    const rest = assistants.filter(({ id }) => id !== assistantId)
    const isUsed = rest.some((assistant) => assistant.connectionId === connectionId)
    if (!isUsed) keys.remove(connectionId)
    this.#write({
      assistants: rest,
      connections: isUsed ? connections : connections.filter(({ id }) => id !== connectionId),
    })
  }

  rememberAnswer({ assistantId, ...wish }: { assistantId: string } & AnswerWish): void {
    this.#changeFunctions(assistantId, (functions) => rememberWish(functions, wish))
  }

  forgetAnswer({ assistantId, name }: { assistantId: string; name: string }): void {
    this.#changeFunctions(assistantId, (functions) => functions.filter((known) => known.name !== name))
  }

  /** A result for each call, or null when one of them is for the person. */
  automaticResults(assistantId: string, calls: readonly FunctionCall[]): FunctionResult[] | null {
    const known = this.#world.store.read().assistants.find(({ id }) => id === assistantId)
    return known === undefined ? null : answerAll(known.functions, calls)
  }

  /** Notes what was sent, to be offered the next time. */
  keepAnswers(assistantId: string, given: readonly { name: string; output: string }[]): void {
    this.#changeFunctions(assistantId, (functions) => rememberLast(functions, given))
  }

  #changeFunctions(assistantId: string, change: (functions: FunctionMemory[]) => FunctionMemory[]) {
    const { assistants } = this.#world.store.read()
    const assistant = assistants.find(({ id }) => id === assistantId)
    if (assistant === undefined) return
    this.#write({ assistants: upsert(assistants, { ...assistant, functions: change(assistant.functions) }) })
  }

  removeKey({ connectionId }: { connectionId: string }): void {
    this.#world.keys.remove(connectionId)
    this.#write({})
  }

  #withKeyStatus(connection: StoredConnection): Connection {
    const key =
      connection.kind === 'practice' ? { kept: 'built-in' as const } : this.#world.keys.status(connection.id)
    return { ...connection, key }
  }

  #write(change: { connections?: StoredConnection[]; assistants?: Assistant[] }) {
    this.#world.store.change(change)
    this.#world.publish({ type: 'assistants-changed', ...this.list() })
  }

  #read(form: ConnectForm, edited: Assistant | null): ReadForm {
    const { keys, log } = this.#world
    const connectionId = edited?.connectionId ?? ''
    const hasKey = edited !== null && keys.status(connectionId).kept !== 'none'
    const verdict = readConnectForm(form, { hasKey, origin: keys.originOf(connectionId) })
    if (verdict.ok) return verdict.form
    if (verdict.fields.assistantId === 'required')
      log('warn', 'assistants', SEED_MESSAGES.assistantIdRequired)
    throw new Failure({ kind: 'invalid-fields', fields: verdict.fields })
  }

  /** A practice assistant has nothing else to change: its server is inside the app. */
  #rename(practice: Assistant, { nickname: written }: ConnectForm): { assistantId: string } {
    const nickname = written.trim()
    if (nickname.length > LONGEST_NICKNAME)
      throw new Failure({ kind: 'invalid-fields', fields: { nickname: 'too-long' } })
    const usual = PRACTICE_ASSISTANTS.find(({ id }) => id === practice.id)?.nickname ?? practice.nickname
    const { assistants } = this.#world.store.read()
    this.#write({ assistants: upsert(assistants, { ...practice, nickname: nickname || usual }) })
    return { assistantId: practice.id }
  }

  #keyOf(connectionId: string): string | null {
    try {
      return this.#world.keys.get(connectionId)
    } catch (thrown) {
      if (thrown instanceof Failure) return null
      throw thrown
    }
  }

  /** Fills in what the server says of the assistant. Failing here is no news: the first question will tell. */
  async #refresh(assistant: Assistant) {
    const { store, directory, keys, log } = this.#world
    const connection = store.read().connections.find(({ id }) => id === assistant.connectionId)
    if (connection === undefined) return
    try {
      const server = { baseUrl: connection.baseUrl, key: keys.get(connection.id) }
      const snapshot = await directory.findAssistant(server, assistant.remoteId)
      const current = store.read().assistants.find(({ id }) => id === assistant.id)
      if (current?.remoteId !== assistant.remoteId || current.connectionId !== connection.id) return
      const nickname =
        current.nickname === current.remoteId && snapshot.name ? snapshot.name : current.nickname
      this.#write({ assistants: upsert(store.read().assistants, { ...current, nickname, snapshot }) })
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      log('info', 'assistants', 'assistant not read', { kind: thrown.error.kind })
    }
  }
}

const upsert = <T extends { id: string }>(items: readonly T[], item: T): T[] =>
  items.some(({ id }) => id === item.id)
    ? items.map((known) => (known.id === item.id ? item : known))
    : [...items, item]
