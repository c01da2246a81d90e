/** Searches everything that was said, and keeps the index up to date in small steps that nobody notices. */
import { excerptOf, searchableText } from '../../shared/domain/excerpt.ts'
import {
  PER_CONVERSATION,
  type Found,
  type Match,
  type MatchesReply,
  type SearchReply,
} from '../../shared/domain/search.ts'
import { phrasesOf, placesOf, type Phrase } from '../../shared/domain/search-words.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Clock } from '../platform/clock.ts'
import { FIRST_BATCH, nextBatch, STEP_MS } from './batch-size.ts'
import type { ConversationStore, IndexedPlace, SearchStore } from './store-ports.ts'

interface World {
  store: SearchStore
  conversations: Pick<ConversationStore, 'find'>
  clock: Clock
  /** Told of what went wrong behind the person's back. */
  reportBug(thrown: unknown): void
}

/** After the start the window comes first. */
const AFTER_START_MS = 2_000
const PAUSE_MS = 12
/** What was said a moment ago is taken in before a search, for as long as this. */
const BEFORE_SEARCH_MS = 25
/** A search that has gone through so many places tells what it has. */
const MOST_SCANNED = 4_000
const PER_READ = 400
/** Messages counted at a time when one conversation is searched. */
const PER_COUNT = 40

/** After these there may be something to take in. */
const SAYS_SOMETHING: ReadonlySet<AppEvent['type']> = new Set([
  'message-changed',
  'conversation-changed',
  'run-changed',
  'history-restored',
])

export const createSearchService = (world: World): SearchService => new SearchService(world)

export class SearchService {
  readonly #world: World
  #cancel: (() => void) | null = null
  #perTransaction = FIRST_BATCH
  readonly #closing = new AbortController()

  constructor(world: World) {
    this.#world = world
  }

  /** Begins to take in what waits. */
  start(): void {
    this.#schedule(AFTER_START_MS)
  }

  close(): void {
    this.#closing.abort()
    this.#cancel?.()
  }

  /** Something was written: it is taken in before long. */
  hear({ type }: AppEvent): void {
    if (SAYS_SOMETHING.has(type)) this.#schedule(AFTER_START_MS)
  }

  everywhere({
    text,
    limit,
    assistantId,
    before,
  }: {
    text: string
    limit: number
    assistantId: string | null
    before: number | null
  }): SearchReply {
    const { store } = this.#world
    this.#takeInFor(BEFORE_SEARCH_MS)
    const phrases = phrasesOf(text)
    const titles =
      before === null ? this.#mended(() => store.titles(phrases, { assistantId, limit }), []) : []
    const newest = () => this.#newest(phrases, { limit, assistantId, before })
    const { places, moreIn, next } = this.#mended(newest, { places: [], moreIn: [], next: null })
    const found = [...titles, ...places].flatMap((place) => this.#show(place, phrases) ?? [])
    const ids = new Set(found.map(({ conversationId }) => conversationId))
    return {
      found,
      conversations: [...ids].flatMap((id) => this.#world.conversations.find(id) ?? []),
      moreIn,
      next,
      toIndex: store.countWaiting(),
    }
  }

  /** In pieces, so that a long conversation holds nothing else up. */
  async inConversation({
    conversationId,
    text,
  }: {
    conversationId: string
    text: string
  }): Promise<MatchesReply> {
    const { store, clock } = this.#world
    this.#takeInFor(BEFORE_SEARCH_MS)
    const phrases = phrasesOf(text)
    const matches: Match[] = []
    const ids = this.#mended(() => store.messagesIn(conversationId, phrases), [])
    for (let at = 0; at < ids.length; at += PER_COUNT) {
      if (at > 0) await clock.sleep(0, this.#closing.signal)
      for (const id of ids.slice(at, at + PER_COUNT)) {
        const message = store.read(id)?.message
        if (message === undefined) continue
        const count = [...placesOf(searchableText(message), phrases)].length
        if (count > 0) matches.push({ messageId: id, position: message.position, count })
      }
    }
    return { matches, toIndex: store.countWaiting() }
  }

  /** The newest places, a few of each conversation, read in pieces until there are enough. */
  #newest(
    phrases: readonly Phrase[],
    { limit, assistantId, before }: { limit: number; assistantId: string | null; before: number | null },
  ) {
    const places: IndexedPlace[] = []
    const counts = new Map<string, number>()
    let next = before
    for (let scanned = 0; places.length < limit && scanned < MOST_SCANNED; scanned += PER_READ) {
      const piece = this.#world.store.messages(phrases, { assistantId, limit: PER_READ, before: next })
      for (const place of piece) {
        const count = (counts.get(place.conversationId) ?? 0) + 1
        counts.set(place.conversationId, count)
        if (count <= PER_CONVERSATION) places.push(place)
        next = place.id
        if (places.length === limit) break
      }
      const isAll = piece.length < PER_READ && (piece.at(-1)?.id ?? next) === next
      if (isAll) return { places, moreIn: crowded(counts), next: null }
    }
    return { places, moreIn: crowded(counts), next }
  }

  #show({ conversationId, messageId }: IndexedPlace, phrases: readonly Phrase[]): Found | null {
    if (messageId === null) {
      const conversation = this.#world.conversations.find(conversationId)
      if (conversation === null) return null
      const { title, updatedAt: at } = conversation
      return {
        conversationId,
        messageId,
        position: null,
        role: null,
        at,
        excerpt: excerptOf(title, phrases),
      }
    }
    const read = this.#world.store.read(messageId)
    if (read === null) return null
    const { role, position, createdAt: at } = read.message
    const excerpt = excerptOf(`${searchableText(read.message)}\n\n${read.calls}`.trimEnd(), phrases)
    return { conversationId, messageId, position, role, at, excerpt }
  }

  #schedule(inMs: number): void {
    if (this.#closing.signal.aborted) return
    this.#cancel ??= this.#world.clock.after(inMs, () => {
      this.#cancel = null
      if (!this.#takeInFor(STEP_MS)) this.#schedule(PAUSE_MS)
    })
  }

  /** A damaged index is made anew from what it was made of: nothing is lost by that but time. */
  #mended<T>(work: () => T, otherwise: T): T {
    try {
      return work()
    } catch (thrown) {
      this.#world.reportBug(thrown)
      if (/malformed|corrupt|vtable constructor failed/i.test(String(thrown))) this.#startAnew()
      return otherwise
    }
  }

  #startAnew() {
    try {
      this.#world.store.startAnew()
      this.#schedule(PAUSE_MS)
    } catch (thrown) {
      this.#world.reportBug(thrown)
    }
  }

  /** True when nothing is left. */
  #takeInFor(ms: number): boolean {
    const { store, clock } = this.#world
    const until = clock.elapsed() + ms
    do {
      const wanted = this.#perTransaction
      const begunAt = clock.elapsed()
      // What cannot be taken in, on a full disk say, waits for the next thing that is said.
      if (this.#mended(() => store.takeIn(wanted), 0) < wanted) return true
      this.#perTransaction = nextBatch(wanted, clock.elapsed() - begunAt)
    } while (clock.elapsed() < until)
    return false
  }
}

const crowded = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].flatMap(([id, count]) => (count > PER_CONVERSATION ? [id] : []))
