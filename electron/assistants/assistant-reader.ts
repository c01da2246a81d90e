/** Reads what servers say of assistants and keeps it with them: when asked, and quietly in the background. */
import type { Assistant, AssistantSnapshot } from '../../shared/domain/assistant.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Directory, Servers } from './ports.ts'
import type { Shelf } from './shelf.ts'

interface World {
  shelf: Shelf
  directory: Pick<Directory, 'findAssistant'>
  servers: Pick<Servers, 'addressOf'>
  clock: Clock
  log: Log
  reportBug(thrown: unknown): void
}

/** What was read less than this ago is new enough for a run. */
const FRESH_MS = 60_000

export const createAssistantReader = (world: World): AssistantReader => new AssistantReader(world)

export class AssistantReader {
  readonly #world: World
  readonly #underWay = new Map<string, Promise<AssistantSnapshot>>()

  constructor(world: World) {
    this.#world = world
  }

  /** What the server says now; kept with the assistant, should it still be the same. @throws Failure */
  read = (assistantId: string): Promise<AssistantSnapshot> => this.#read(assistantId, false)

  /** Failing is no news here: the first question will tell. */
  readInBackground(assistantId: string): void {
    this.#readQuietly(assistantId, false).catch(this.#world.reportBug)
  }

  /** What was read last; null when nothing was. */
  known(assistantId: string): AssistantSnapshot | null {
    return this.#world.shelf.read().assistants.find(({ id }) => id === assistantId)?.snapshot ?? null
  }

  /** With one request at most. Null when what is known is new enough, or when the server cannot be asked. */
  readIfOld(assistantId: string): Promise<AssistantSnapshot | null> {
    const age = this.#world.clock.now() - (this.known(assistantId)?.readAt ?? -Infinity)
    // A clock that was set back makes a reading from the future: read again.
    const isFresh = age >= 0 && age < FRESH_MS
    return isFresh || this.#isPaced(assistantId)
      ? Promise.resolve(null)
      : this.#readQuietly(assistantId, true)
  }

  /** Where requests wait for their turn, a run's own must not wait behind this one. */
  #isPaced(assistantId: string): boolean {
    const { assistants, connections } = this.#world.shelf.read()
    const at = assistants.find(({ id }) => id === assistantId)?.connectionId
    return connections.some(({ id, requestsPerMinute }) => id === at && requestsPerMinute !== null)
  }

  async #readQuietly(assistantId: string, isOnce: boolean): Promise<AssistantSnapshot | null> {
    try {
      return await this.#read(assistantId, isOnce)
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      this.#world.log('info', 'assistants', 'assistant not read', { kind: thrown.error.kind })
      return null
    }
  }

  /** Those who ask while a reading is under way share it. */
  async #read(assistantId: string, isOnce: boolean): Promise<AssistantSnapshot> {
    const assistant = this.#world.shelf.anyAssistant(assistantId)
    const name = JSON.stringify([assistantId, assistant.connectionId, assistant.remoteId])
    const underWay = this.#underWay.get(name)
    if (underWay !== undefined) return underWay
    const reading = this.#ask(assistant, isOnce)
    this.#underWay.set(name, reading)
    try {
      return await reading
    } finally {
      this.#underWay.delete(name)
    }
  }

  async #ask({ id, connectionId, remoteId }: Assistant, isOnce: boolean): Promise<AssistantSnapshot> {
    const { shelf, directory, servers } = this.#world
    const server = await servers.addressOf(connectionId)
    const snapshot = await directory.findAssistant(server, remoteId, { isOnce })
    const current = shelf.read().assistants.find((assistant) => assistant.id === id)
    // Meanwhile it may have become another's ID.
    if (current?.remoteId !== remoteId || current.connectionId !== connectionId) return snapshot
    const nickname = current.nickname === remoteId && snapshot.name ? snapshot.name : current.nickname
    shelf.saveAssistant({ ...current, nickname, snapshot })
    return snapshot
  }
}
