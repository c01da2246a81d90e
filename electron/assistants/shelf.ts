/** Where connections and assistants are kept together: every change goes through here and is told to the window, without what was removed. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Assistant, FormerAssistant } from '../../shared/domain/assistant.ts'
import type { Connection, StoredConnection } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { AssistantStore, Keys, StoredAssistants } from './ports.ts'

/** What the window may know of connections and assistants. */
export interface Listed {
  connections: Connection[]
  assistants: Assistant[]
  /** Removed, for now or for good: names for the conversations that stay. */
  formerAssistants: FormerAssistant[]
}

interface World {
  store: AssistantStore
  keys: Pick<Keys, 'status'>
  publish(event: AppEvent): void
}

export const createShelf = (world: World): Shelf => new Shelf(world)

export class Shelf {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** Everything, with what was removed and can still be brought back. */
  read = (): StoredAssistants => this.#world.store.read()

  list = (): Listed => {
    const { connections, assistants, formerAssistants } = this.read()
    const removed = assistants.filter((assistant) => !isHere(assistant))
    return {
      connections: connections.filter(isHere).map((connection) => this.#withKeyStatus(connection)),
      assistants: assistants.filter(isHere),
      formerAssistants: [...removed.map(toFormer), ...formerAssistants],
    }
  }

  /** Writes first, then tells. With nothing to write it only tells. */
  change(change: Partial<StoredAssistants>): void {
    this.#world.store.change(change)
    this.tell()
  }

  /** Nothing was written, but what is known of a key has changed. */
  tell(): void {
    this.#world.publish({ type: 'assistants-changed', ...this.list() })
  }

  saveAssistant(assistant: Assistant): void {
    this.change({ assistants: upsert(this.read().assistants, assistant) })
  }

  /** Also one that was removed and can still be brought back. @throws Failure `not-found-here` */
  anyAssistant(assistantId: string): Assistant {
    const assistant = this.read().assistants.find(({ id }) => id === assistantId)
    if (assistant === undefined) throw new Failure({ kind: 'not-found-here', what: 'assistant' })
    return assistant
  }

  /** @throws Failure `not-found-here`, also for one that was removed */
  assistant(assistantId: string): Assistant {
    const assistant = this.anyAssistant(assistantId)
    if (!isHere(assistant)) throw new Failure({ kind: 'not-found-here', what: 'assistant' })
    return assistant
  }

  /** Also one that was removed and can still be brought back. @throws Failure `not-found-here` */
  anyConnection(connectionId: string): StoredConnection {
    const connection = this.read().connections.find(({ id }) => id === connectionId)
    if (connection === undefined) throw new Failure({ kind: 'not-found-here', what: 'connection' })
    return connection
  }

  #withKeyStatus(connection: StoredConnection): Connection {
    const key =
      connection.kind === 'practice' ? { kept: 'built-in' as const } : this.#world.keys.status(connection.id)
    return { ...connection, key }
  }
}

/** Neither removed for good nor for now. */
export const isHere = ({ removedAt }: { removedAt: number | null }): boolean => removedAt === null

/** What stays of an assistant that is gone. */
export const toFormer = ({ id, connectionId, remoteId, nickname, colour }: Assistant): FormerAssistant => ({
  id,
  connectionId,
  remoteId,
  nickname,
  colour,
})

/** The items with this one in the place of its ID, or behind them. */
export const upsert = <T extends { id: string }>(items: readonly T[], item: T): T[] =>
  items.some(({ id }) => id === item.id)
    ? items.map((known) => (known.id === item.id ? item : known))
    : [...items, item]
