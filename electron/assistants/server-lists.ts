/** Reads a server's own list of assistants to its end, whatever the server thinks of pages, and tells each page as it comes. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { ListedAssistant, ListingEnd, ServerListing } from '../../shared/domain/assistant.ts'
import type { ConnectionForm } from '../../shared/domain/connection.ts'
import { Failure, toAppError, type ErrorKind } from '../../shared/errors.ts'
import { isHere, type Shelf } from './shelf.ts'
import type { AssistantsPage, Directory, ServerAddress, Servers } from './ports.ts'

/** Nobody picks from a longer list, and a server that never ends would fill the memory. */
export const MOST_LISTED = 5_000

interface World {
  shelf: Pick<Shelf, 'read'>
  directory: Pick<Directory, 'listAssistants'>
  servers: Pick<Servers, 'addressOf' | 'addressOfForm'>
  publish(event: AppEvent): void
}

/** Where to look: a known connection as it is kept, or one as a form describes it. */
export interface WhichServer {
  connection: string | null
  form: ConnectionForm | null
}

type Entry = AssistantsPage['assistants'][number]

interface PageWish {
  after: string | null
  signal: AbortSignal
  /** The server has not said that there is this page. */
  isGuess: boolean
}

/** How a server says that it knows no cursors. */
const REFUSALS: ReadonlySet<ErrorKind> = new Set(['refused', 'server-failed', 'unsupported', 'wrong-path'])

export const createServerLists = (world: World): ServerLists => new ServerLists(world)

export class ServerLists {
  readonly #world: World
  readonly #running = new Map<string, AbortController>()

  constructor(world: World) {
    this.#world = world
  }

  /** @throws Failure when a page cannot be had; the pages before it have been told. */
  async listAtServer({ listingId, ...which }: WhichServer & { listingId: string }): Promise<ServerListing> {
    const stopping = new AbortController()
    this.#running.get(listingId)?.abort()
    this.#running.set(listingId, stopping)
    const found: ListedAssistant[] = []
    try {
      const server = await this.#address(which)
      const mark = this.#marker(which.connection)
      const end = await this.#readPages(server, stopping.signal, (page) => {
        const assistants = page.map(mark)
        found.push(...assistants)
        this.#world.publish({ type: 'listing-grew', listingId, assistants })
      })
      return { assistants: found, end }
    } catch (thrown) {
      if (stopping.signal.aborted) return { assistants: found, end: 'stopped' }
      throw thrown
    } finally {
      if (this.#running.get(listingId) === stopping) this.#running.delete(listingId)
    }
  }

  stopListing({ listingId }: { listingId: string }): void {
    this.#running.get(listingId)?.abort()
  }

  async #address({ connection, form }: WhichServer): Promise<ServerAddress> {
    const { servers } = this.#world
    if (form !== null) return (await servers.addressOfForm(connection, form)).address
    if (connection === null) throw new Failure({ kind: 'invalid-request' })
    return servers.addressOf(connection)
  }

  async #readPages(
    server: ServerAddress,
    signal: AbortSignal,
    tell: (fresh: Entry[]) => void,
  ): Promise<ListingEnd> {
    const seen = new Set<string>()
    let after: string | null = null
    let isGuess = false
    for (;;) {
      const page: AssistantsPage = await this.#page(server, { after, signal, isGuess })
      if (signal.aborted) return 'stopped'
      const fresh = page.assistants.filter(({ remoteId }) => !seen.has(remoteId) && seen.add(remoteId))
      const excess = Math.max(0, seen.size - MOST_LISTED)
      if (fresh.length > 0) tell(fresh.slice(0, fresh.length - excess))
      if (excess > 0) return 'too-many'
      const isStuck = fresh.length === 0 || page.next === null || page.next === after
      // A server that says nothing of more is asked until nothing new comes.
      if (page.hasMore === false || (isStuck && page.hasMore === null)) return 'whole'
      if (isStuck) return 'repeating'
      after = page.next
      isGuess = page.hasMore === null
    }
  }

  /** A server that never said that there is more may refuse to be asked for it: then that was all. */
  async #page(server: ServerAddress, how: PageWish): Promise<AssistantsPage> {
    try {
      return await this.#world.directory.listAssistants(server, how)
    } catch (thrown) {
      const mayRefuse = how.isGuess && REFUSALS.has(toAppError(thrown).kind)
      if (mayRefuse) return { assistants: [], hasMore: false, next: null }
      throw thrown
    }
  }

  /** Finds ours among theirs. Only a known connection has any. */
  #marker(connection: string | null): (entry: Entry) => ListedAssistant {
    const ours = this.#world.shelf.read().assistants.filter(isHere)
    const known = new Map(
      ours
        .filter(({ connectionId }) => connectionId === connection)
        .map(({ remoteId, id }) => [remoteId, id]),
    )
    return (entry) => ({ ...entry, assistantId: known.get(entry.remoteId) ?? null })
  }
}
