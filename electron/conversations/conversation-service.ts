/** Conversations as things: made, opened, named, removed and brought back. What happens inside them is turn-service's. */
import {
  newConversation,
  type Answer,
  type Arrangement,
  type Conversation,
  type ConversationPage,
} from '../../shared/domain/conversation.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Publish } from './ports.ts'
import type { Changed, ConversationStore, PagePlace, TurnStore } from './store-ports.ts'
import { tellOfDisk } from './until-kept.ts'
import { changeConversation } from './write-down.ts'

interface World {
  conversations: ConversationStore
  /** Where what is typed as results of function calls is kept. */
  typed: Pick<TurnStore, 'typedResults' | 'saveTypedResults'>
  publish: Publish
  clock: Clock
  ids: Ids
  /** Writes growing text down, so that a page read next holds it. Gives back what the disk did not take. */
  keepSafe(conversationId: string): readonly Answer[]
  /** Takes up what was open in a conversation that came back. */
  resumeOne(conversationId: string): void
}

interface Name {
  conversationId: string
}

/** Which messages are wanted. */
interface Where {
  beforePosition: number | null
  afterPosition?: number | undefined
  aroundPosition?: number | undefined
}

interface Names {
  conversationIds: readonly string[]
}

export const createConversationService = (world: World): ConversationService => new ConversationService(world)

export class ConversationService {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  list = (): Conversation[] => this.#world.conversations.list()

  create({ assistantId }: { assistantId: string }): Name {
    const { conversations, publish, clock, ids } = this.#world
    const empty = this.list().find((known) => isUnused(known, assistantId))
    if (empty !== undefined) return { conversationId: empty.id }
    const now = clock.now()
    const conversation = newConversation({ id: ids.next(), assistantId }, now)
    conversations.create(conversation)
    publish({ type: 'conversation-changed', conversationId: conversation.id, revision: 1, conversation })
    return { conversationId: conversation.id }
  }

  open({ conversationId, ...where }: Name & Where): ConversationPage {
    const { conversations, keepSafe } = this.#world
    const unsaved = new Map(keepSafe(conversationId).map((answer) => [answer.id, answer]))
    this.#markSeen(conversationId)
    const page = conversations.page(conversationId, placeOf(where))
    if (page === null) throw notFound()
    if (unsaved.size === 0) return page
    return { ...page, messages: page.messages.map((message) => unsaved.get(message.id) ?? message) }
  }

  /** Where that cannot be written down the conversation can be read all the same. */
  #markSeen(conversationId: string) {
    try {
      this.markRead({ conversationId })
    } catch (thrown) {
      if (!tellOfDisk(this.#world, thrown)) throw thrown
    }
  }

  rename({ conversationId, title }: Name & { title: string }): void {
    this.#change(conversationId, { title })
  }

  /** The person has seen what is new. */
  markRead({ conversationId }: Name): void {
    if (this.#world.conversations.find(conversationId)?.hasNews)
      this.#change(conversationId, { hasNews: false })
  }

  /** Drafts are not announced: the window that typed them knows, and an echo could overwrite newer typing. */
  saveDraft({ conversationId, text }: Name & { text: string }): void {
    this.#world.conversations.saveDraft(conversationId, text)
  }

  typedResults = ({ runId }: { runId: string }): TypedResults => this.#world.typed.typedResults(runId)

  /** Not announced, like drafts. */
  saveTypedResults({ runId, typed }: { runId: string; typed: TypedResults }): void {
    this.#world.typed.saveTypedResults(runId, typed)
  }

  remove({ conversationIds }: Names): void {
    const { conversations, publish } = this.#world
    conversations.remove(conversationIds)
    publish({ type: 'conversations-removed', conversationIds })
  }

  restore({ conversationIds }: Names): void {
    this.#tell(this.#world.conversations.restore(conversationIds))
    for (const conversationId of new Set(conversationIds)) this.#world.resumeOne(conversationId)
  }

  /** Pins, unpins, archives or takes out of the archive. */
  arrange({ conversationIds, change }: Names & { change: Arrangement }): void {
    this.#tell(this.#world.conversations.arrange(conversationIds, change))
  }

  #tell(changed: readonly Changed[]) {
    for (const { conversation, revision } of changed)
      this.#world.publish({
        type: 'conversation-changed',
        conversationId: conversation.id,
        revision,
        conversation,
      })
  }

  #change(conversationId: string, change: Partial<Conversation>) {
    if (changeConversation(this.#world, conversationId, change) === null) throw notFound()
  }
}

/** One that was put away is not brought out for something new. */
const isUnused = ({ assistantId, title, archivedAt }: Conversation, wantedId: string): boolean =>
  assistantId === wantedId && title === '' && archivedAt === null

function placeOf({ beforePosition, afterPosition, aroundPosition }: Where): PagePlace {
  if (aroundPosition !== undefined) return { around: aroundPosition }
  return afterPosition === undefined ? beforePosition : { after: afterPosition }
}

const notFound = (): Failure => new Failure({ kind: 'not-found-here', what: 'conversation' })
