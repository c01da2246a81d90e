/** Brings threads of a server in: one that began elsewhere becomes a conversation, one that is here takes in what was added. */
import type { OpenedThread } from '../../shared/contract/routes/conversations.ts'
import { newConversation, plainText, titleFrom, type Conversation } from '../../shared/domain/conversation.ts'
import { isOver } from '../../shared/domain/run.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { AssistantBackend, Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import type { RemoteMessage, RemoteThread } from './remote-thread.ts'
import { changeConversation } from './write-down.ts'

interface World {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
  clock: Clock
  ids: Ids
  /** The backend an assistant is spoken to through. @throws Failure */
  backendOf(assistantId: string): Promise<{ backend: AssistantBackend }>
  /** True when both assistants are at the same server, so that a thread's ID means the same. */
  isSameServer(assistantId: string, otherId: string): boolean
  /** Brings removed conversations back. */
  restore(names: { conversationIds: readonly string[] }): void
}

interface Wish {
  assistantId: string
  threadId: string
  workId: string
}

interface RefreshWish {
  conversationId: string
  workId: string
}

type Read = RemoteThread & { hasOpenRun: boolean }

export const createThreadOpener = (world: World): ThreadOpener => new ThreadOpener(world)

export class ThreadOpener {
  readonly #world: World
  /** What is being read, by the ID the window gave it. */
  readonly #reading = new Map<string, AbortController>()

  constructor(world: World) {
    this.#world = world
  }

  /** Null when it was stopped. @throws Failure */
  async open({ assistantId, threadId, workId }: Wish): Promise<OpenedThread | null> {
    const known = this.#known(assistantId, threadId)
    if (known !== null && this.#world.store.latestMessages(known.id, 1).length > 0)
      return { conversationId: known.id, wasHere: true, hasOpenRun: false, isCut: false }
    const read = await this.#read({ assistantId, threadId, workId })
    if (read === null) return null
    // Asked twice, the other may have been quicker.
    const conversationId = (this.#known(assistantId, threadId) ?? this.#begin(assistantId, threadId, read)).id
    this.#add(conversationId, read.messages)
    return { conversationId, wasHere: known !== null, hasOpenRun: read.hasOpenRun, isCut: read.isCut }
  }

  /** Takes in what was said in the thread elsewhere; null when it was stopped. @throws Failure */
  async refresh({ conversationId, workId }: RefreshWish): Promise<{ added: number } | null> {
    const { conversations } = this.#world
    const conversation = conversations.find(conversationId)
    if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    const { threadId, assistantId } = conversation
    if (threadId === null || this.#isAnswering(conversationId)) return { added: 0 }
    try {
      const read = await this.#read({ assistantId, threadId, workId })
      if (read === null) return null
      if (!this.#isStillAt(conversationId, threadId)) return { added: 0 }
      if (conversation.isThreadGone) changeConversation(this.#world, conversationId, { isThreadGone: false })
      return { added: this.#isAnswering(conversationId) ? 0 : this.#add(conversationId, read.messages) }
    } catch (thrown) {
      const isGone = thrown instanceof Failure && thrown.error.kind === 'thread-not-found'
      if (isGone && this.#isStillAt(conversationId, threadId))
        changeConversation(this.#world, conversationId, { isThreadGone: true })
      throw thrown
    }
  }

  /** Nothing of what was read so far is kept. */
  stop({ workId }: { workId: string }): void {
    this.#reading.get(workId)?.abort()
  }

  /** Null unless the thread is here, perhaps put away; a deleted one is brought back. */
  #known(assistantId: string, threadId: string): Conversation | null {
    const { conversations, isSameServer, restore } = this.#world
    const isIt = (one: { threadId: string | null; assistantId: string }) =>
      one.threadId === threadId && isSameServer(one.assistantId, assistantId)
    const listed = conversations.list().find(isIt)
    if (listed !== undefined) return listed
    const removed = conversations.listRemoved().find(isIt)
    if (removed === undefined) return null
    restore({ conversationIds: [removed.id] })
    return conversations.find(removed.id)
  }

  async #read({ assistantId, threadId, workId }: Wish): Promise<Read | null> {
    const { backendOf, publish } = this.#world
    const stopping = new AbortController()
    this.#reading.set(workId, stopping)
    try {
      const { backend } = await backendOf(assistantId)
      const { signal } = stopping
      const onGrew = (done: number) => publish({ type: 'work-grew', workId, done, total: 0 })
      const thread = await backend.readThread(threadId, { signal, onGrew })
      return { ...thread, hasOpenRun: await hasOpenRun(backend, threadId, signal) }
    } catch (thrown) {
      if (stopping.signal.aborted) return null
      throw thrown
    } finally {
      this.#reading.delete(workId)
    }
  }

  #begin(assistantId: string, threadId: string, { messages }: RemoteThread): Conversation {
    const { conversations, publish, clock, ids } = this.#world
    const now = clock.now()
    const begun = newConversation({ id: ids.next(), assistantId }, messages[0]?.createdAt ?? now)
    const conversation = { ...begun, threadId, title: titleOf(messages) || threadId, updatedAt: now }
    conversations.create(conversation)
    publish({ type: 'conversation-changed', conversationId: conversation.id, revision: 1, conversation })
    return conversation
  }

  /** How many were not here yet. What is ours is known by its ID, also where its sending was never confirmed. */
  #add(conversationId: string, messages: readonly RemoteMessage[]): number {
    const { store, clock, ids } = this.#world
    const known = store.remoteIdsOf(conversationId)
    const fresh = messages.filter(
      ({ remoteId, ourId }) =>
        !known.has(remoteId) && store.findMessage(ourId ?? '')?.conversationId !== conversationId,
    )
    if (fresh.length === 0) return 0
    const now = clock.now()
    store.addRead(
      conversationId,
      fresh.map((message) => ({ ...message, id: ids.next(), createdAt: message.createdAt ?? now })),
    )
    // Its revision has risen by more than one: the window asks for the page anew.
    changeConversation(this.#world, conversationId, {})
    return fresh.length
  }

  /** False when it was deleted, or went on in a new thread, while the server was asked. */
  #isStillAt(conversationId: string, threadId: string): boolean {
    return this.#world.conversations.find(conversationId)?.threadId === threadId
  }

  #isAnswering(conversationId: string): boolean {
    const latest = this.#world.store.latestRun(conversationId)
    return latest !== null && !isOver(latest)
  }
}

/** A server that does not list runs is no reason not to show what was said. */
async function hasOpenRun(
  backend: AssistantBackend,
  threadId: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await backend.findOpenRun(threadId, signal)) !== null
  } catch {
    signal.throwIfAborted()
    return false
  }
}

function titleOf(messages: readonly RemoteMessage[]): string {
  const first = messages.find(({ role }) => role === 'user') ?? messages[0]
  return first === undefined ? '' : titleFrom(plainText(first))
}
