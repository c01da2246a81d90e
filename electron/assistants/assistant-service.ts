/** Assistants: connecting, changing, arranging, putting away, removing and bringing them back. */
import type {
  Assistant,
  AssistantForm,
  AssistantSnapshot,
  FormerAssistant,
} from '../../shared/domain/assistant.ts'
import type { ConnectionForm, StoredConnection } from '../../shared/domain/connection.ts'
import { Failure, SEED_MESSAGES } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { readAssistantForm, type FieldProblems, type ReadAssistantForm } from './assistant-form.ts'
import type { AssistantReader } from './assistant-reader.ts'
import { freeColour } from './free-colour.ts'
import { inOrder } from './in-order.ts'
import type { Servers } from './ports.ts'
import { PRACTICE_ASSISTANTS, PRACTICE_CONNECTION } from './practice-assistants.ts'
import { isHere, toFormer, upsert, type Listed, type Shelf } from './shelf.ts'

interface World {
  shelf: Shelf
  servers: Servers
  reader: AssistantReader
  clock: Clock
  ids: Ids
  log: Log
  /** Assistants that some conversation is with. */
  spokenTo(): ReadonlySet<string>
}

interface Name {
  assistantId: string
}

/** On a known connection, or on one that is saved with it. */
interface Connecting {
  connectionId: string | null
  server: ConnectionForm | null
  form: AssistantForm
}

/** How long a removed assistant can be brought back, in milliseconds. */
const UNDO_MS = 5 * 60_000

export const createAssistantService = (world: World): AssistantService => new AssistantService(world)

export class AssistantService {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  list = (): Listed => this.#world.shelf.list()

  find = (assistantId: string): Assistant => this.#world.shelf.assistant(assistantId)

  /** Of one that was removed a moment ago too: what it is answering goes on. @throws Failure `not-found-here` */
  connectionOf(assistantId: string): { assistant: Assistant; connection: StoredConnection } {
    const { shelf } = this.#world
    const assistant = shelf.anyAssistant(assistantId)
    return { assistant, connection: shelf.anyConnection(assistant.connectionId) }
  }

  /** @throws Failure `invalid-fields`, `assistant-known` */
  async connect({
    connectionId,
    server,
    form: written,
  }: Connecting): Promise<Name & { isBroughtBack: boolean }> {
    if ((connectionId === null) === (server === null)) throw new Failure({ kind: 'invalid-request' })
    const form = this.#read(written, server === null ? {} : await this.#problemsOf(server))
    const connection =
      server === null ? this.#connection(connectionId ?? '') : this.#world.servers.addNew(server)
    this.#refuseKnown(connection.id, form.remoteId)
    const { assistants, formerAssistants } = this.#world.shelf.read()
    const isSame = isThe(connection.id, form.remoteId)
    const removed = assistants.find(isSame) ?? null
    const former = removed ?? formerAssistants.find(isSame) ?? null
    const assistant = removed ?? this.#fresh(connection.id, form.remoteId, former)
    const nickname = form.nickname || (former?.nickname ?? '')
    this.#world.shelf.change({
      assistants: upsert(assistants, changed({ ...assistant, removedAt: null }, { ...form, nickname })),
      formerAssistants: formerAssistants.filter(({ id }) => id !== assistant.id),
    })
    this.#world.reader.readInBackground(assistant.id)
    return { assistantId: assistant.id, isBroughtBack: former !== null }
  }

  /** @throws Failure `invalid-fields`, `assistant-known` */
  change({ assistantId, form: written }: Name & { form: AssistantForm }): void {
    const known = this.find(assistantId)
    const practice = PRACTICE_ASSISTANTS.find(({ id }) => id === assistantId)
    // A practice assistant keeps its ID: its server is inside the app and has no other.
    const form = this.#read(practice === undefined ? written : { ...written, remoteId: practice.remoteId })
    if (form.remoteId !== known.remoteId) this.#refuseKnown(known.connectionId, form.remoteId)
    const isSame = form.remoteId === known.remoteId
    const assistant = isSame ? known : { ...known, remoteId: form.remoteId, snapshot: null }
    const nickname = form.nickname || (practice?.nickname ?? '')
    this.#world.shelf.saveAssistant(changed(assistant, { ...form, nickname }))
    if (!isSame) this.#world.reader.readInBackground(assistantId)
  }

  /** Forgets the assistant here, after a while for good; at the server nothing changes. Its conversations stay readable. */
  remove({ assistantId }: Name): void {
    const { shelf, clock } = this.#world
    const removedAt = clock.now()
    const removed = { ...this.find(assistantId), removedAt }
    const { connections, assistants } = shelf.read()
    const left = upsert(assistants, removed)
    const isPracticeOver = !left.some((one) => isHere(one) && one.connectionId === PRACTICE_CONNECTION.id)
    shelf.change({
      assistants: left,
      // Without its assistants there is nothing to be seen or set of it.
      ...(isPracticeOver
        ? { connections: connections.filter(({ id }) => id !== PRACTICE_CONNECTION.id) }
        : {}),
    })
    clock.after(UNDO_MS, () => this.#purge((one) => one.id === assistantId && one.removedAt === removedAt))
  }

  /** Brings one back as it was, with its connection if that was removed too. @throws Failure `not-found-here`, `assistant-known` */
  restore({ assistantId }: Name): void {
    const { shelf } = this.#world
    const assistant = shelf.anyAssistant(assistantId)
    if (isHere(assistant)) return
    this.#refuseKnown(assistant.connectionId, assistant.remoteId)
    const { connections, assistants } = shelf.read()
    const isPractice = assistant.connectionId === PRACTICE_CONNECTION.id
    const connection = isPractice ? PRACTICE_CONNECTION : shelf.anyConnection(assistant.connectionId)
    shelf.change({
      assistants: upsert(assistants, { ...assistant, removedAt: null }),
      connections: upsert(connections, { ...connection, removedAt: null }),
    })
  }

  /** At start: nobody can undo any more what an earlier life removed, and names nobody needs are forgotten. */
  purgeRemoved(): void {
    this.#purge(() => true)
    const { shelf, spokenTo } = this.#world
    const { formerAssistants } = shelf.read()
    const needed = spokenTo()
    const kept = formerAssistants.filter(({ id }) => needed.has(id))
    if (kept.length < formerAssistants.length) shelf.change({ formerAssistants: kept })
  }

  setArchived({ assistantId, isArchived }: Name & { isArchived: boolean }): void {
    const { shelf, clock } = this.#world
    const assistant = this.find(assistantId)
    if (isArchived === (assistant.archivedAt !== null)) return
    shelf.saveAssistant({ ...assistant, archivedAt: isArchived ? clock.now() : null })
  }

  reorder({ assistantIds }: { assistantIds: readonly string[] }): void {
    const { shelf } = this.#world
    shelf.change({ assistants: inOrder(shelf.read().assistants, assistantIds) })
  }

  /** @throws Failure */
  refresh({ assistantId }: Name): Promise<AssistantSnapshot> {
    return this.#world.reader.read(this.find(assistantId).id)
  }

  /** Adds what is missing of the practice assistants, or was put away, and returns the first, the Guide. */
  addPractice(): Assistant {
    const { connections, assistants, formerAssistants } = this.#world.shelf.read()
    const isPractice = ({ id }: { id: string }) => PRACTICE_ASSISTANTS.some((practice) => practice.id === id)
    const missing = PRACTICE_ASSISTANTS.filter((practice) => !assistants.some(({ id }) => id === practice.id))
    const back = assistants.map((one) =>
      isPractice(one) ? { ...one, removedAt: null, archivedAt: null } : one,
    )
    this.#world.shelf.change({
      connections: upsert(connections, PRACTICE_CONNECTION),
      assistants: [...back, ...missing],
      formerAssistants: formerAssistants.filter((former) => !isPractice(former)),
    })
    return this.find(PRACTICE_ASSISTANTS[0].id)
  }

  #connection(connectionId: string): StoredConnection {
    const connection = this.#world.shelf.anyConnection(connectionId)
    if (!isHere(connection)) throw new Failure({ kind: 'not-found-here', what: 'connection' })
    return connection
  }

  async #problemsOf(server: ConnectionForm): Promise<FieldProblems> {
    try {
      await this.#world.servers.addressOfForm(null, server)
      return {}
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.error.kind === 'invalid-fields') return thrown.error.fields
      throw thrown
    }
  }

  #read(written: AssistantForm, others: FieldProblems = {}): ReadAssistantForm {
    const { form, problems } = readAssistantForm(written)
    if (problems.assistantId === 'required')
      this.#world.log('warn', 'assistants', SEED_MESSAGES.assistantIdRequired)
    const fields = { ...others, ...problems }
    if (Object.keys(fields).length > 0) throw new Failure({ kind: 'invalid-fields', fields })
    return form
  }

  #refuseKnown(connectionId: string, remoteId: string) {
    const { assistants } = this.#world.shelf.read()
    const known = assistants.filter(isHere).find(isThe(connectionId, remoteId))
    if (known === undefined) return
    const { id: assistantId, nickname, archivedAt } = known
    throw new Failure({ kind: 'assistant-known', assistantId, nickname, isArchived: archivedAt !== null })
  }

  #fresh(connectionId: string, remoteId: string, former: FormerAssistant | null): Assistant {
    const colour = freeColour(this.list().assistants)
    const given = former ?? { id: this.#world.ids.next(), nickname: '', colour }
    const nothing = { snapshot: null, functions: [], suggestions: [], archivedAt: null, removedAt: null }
    return { ...given, ...nothing, connectionId, remoteId }
  }

  #purge(isMeant: (assistant: Assistant) => boolean) {
    const { shelf } = this.#world
    const { assistants, formerAssistants } = shelf.read()
    const gone = assistants.filter((one) => !isHere(one) && isMeant(one))
    if (gone.length === 0) return
    shelf.change({
      assistants: assistants.filter((one) => !gone.includes(one)),
      formerAssistants: [...formerAssistants, ...gone.map(toFormer)],
    })
  }
}

/** The assistant as the form wants it. Without a nickname it takes the server's name for it. */
const changed = (assistant: Assistant, form: ReadAssistantForm): Assistant => ({
  ...assistant,
  nickname: form.nickname || assistant.snapshot?.name || assistant.remoteId,
  colour: form.colour ?? assistant.colour,
  suggestions: form.suggestions,
})

const isThe =
  (connectionId: string, remoteId: string) =>
  (one: FormerAssistant): boolean =>
    one.connectionId === connectionId && one.remoteId === remoteId
