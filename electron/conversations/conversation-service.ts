/** Conversations as things: made, opened, named, removed and brought back. What happens inside them is turn-service's. */
import type { Conversation, ConversationPage } from '../../shared/domain/conversation.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { ConversationStore, Publish } from './ports.ts'

interface World {
  conversations: ConversationStore
  publish: Publish
  clock: Clock
  ids: Ids
  /** Writes growing text down, so that a page read next holds it. */
  keepSafe(conversationId: string): void
}

export type ConversationService = ReturnType<typeof createConversationService>

export function createConversationService({ conversations, publish, clock, ids, keepSafe }: World) {
  function find(conversationId: string): Conversation {
    const conversation = conversations.find(conversationId)
    if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    return conversation
  }

  function change(conversationId: string, what: Partial<Conversation>) {
    const conversation = { ...find(conversationId), ...what }
    publish({
      type: 'conversation-changed',
      conversationId,
      revision: conversations.save(conversation),
      conversation,
    })
  }

  return {
    list: () => conversations.list(),
    create({ assistantId }: { assistantId: string }): { conversationId: string } {
      const empty = conversations
        .list()
        .find((known) => known.assistantId === assistantId && known.title === '')
      if (empty !== undefined) return { conversationId: empty.id }
      const now = clock.now()
      const conversation: Conversation = {
        id: ids.next(),
        assistantId,
        title: '',
        threadId: null,
        createdAt: now,
        updatedAt: now,
        draft: '',
        isBusy: false,
        hasNews: false,
      }
      conversations.create(conversation)
      publish({ type: 'conversation-changed', conversationId: conversation.id, revision: 1, conversation })
      return { conversationId: conversation.id }
    },
    open({
      conversationId,
      beforePosition,
    }: {
      conversationId: string
      beforePosition: number | null
    }): ConversationPage {
      keepSafe(conversationId)
      if (find(conversationId).hasNews) change(conversationId, { hasNews: false })
      const page = conversations.page(conversationId, beforePosition)
      if (page === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
      return page
    },
    rename: ({ conversationId, title }: { conversationId: string; title: string }) =>
      change(conversationId, { title }),
    /** Drafts are not announced: the window that typed them knows, and an echo could overwrite newer typing. */
    saveDraft({ conversationId, text }: { conversationId: string; text: string }) {
      conversations.saveDraft(conversationId, text)
    },
    remove({ conversationId }: { conversationId: string }) {
      find(conversationId)
      conversations.remove(conversationId)
      publish({ type: 'conversation-removed', conversationId })
    },
    restore({ conversationId }: { conversationId: string }) {
      const conversation = conversations.restore(conversationId)
      if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
      publish({
        type: 'conversation-changed',
        conversationId,
        revision: conversations.save(conversation),
        conversation,
      })
    },
  }
}
