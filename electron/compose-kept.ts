/** Builds what has to do with keeping conversations: threads brought in, questions asked elsewhere, what was deleted. */
import type { AppEvent } from '../shared/contract/events.ts'
import type { AssistantService } from './assistants/assistant-service.ts'
import type { Backends } from './compose-backends.ts'
import type { Storage } from './compose-storage.ts'
import { askElsewhere } from './conversations/asked-elsewhere.ts'
import type { Attachments } from './conversations/attachments.ts'
import type { ConversationService } from './conversations/conversation-service.ts'
import { createThreadOpener } from './conversations/opened-threads.ts'
import { createRecentlyDeleted } from './conversations/recently-deleted.ts'
import type { TurnService } from './conversations/turn-service.ts'
import { systemClock as clock } from './platform/clock.ts'
import { systemIds as ids } from './platform/ids.ts'

interface World {
  storage: Storage
  assistants: AssistantService
  backends: Backends
  turns: TurnService
  conversations: ConversationService
  files: Attachments
  publish(event: AppEvent): void
}

export function composeKept({ storage, assistants, backends, turns, conversations, files, publish }: World) {
  const world = { conversations: storage.conversations, store: storage.turns, publish, clock, ids }
  /** An assistant that was removed has no server any more. */
  const serverOf = (assistantId: string): string | null =>
    assistants.list().assistants.find(({ id }) => id === assistantId)?.connectionId ?? null
  return {
    threads: createThreadOpener({
      ...world,
      backendOf: backends.backendOf,
      isSameServer: (one, other) => one === other || (serverOf(one) ?? one) === (serverOf(other) ?? other),
      restore: (names) => conversations.restore(names),
    }),
    recentlyDeleted: createRecentlyDeleted({
      conversations: storage.conversations,
      leaveRuns: turns.forget,
      dropFiles: (conversationIds) => files.forget(conversationIds),
    }),
    askElsewhere: (wish: Parameters<typeof askElsewhere>[1]) =>
      askElsewhere(
        {
          ...world,
          send: (asked) => turns.send(asked),
          mustKnow: (assistantId) => void assistants.connectionOf(assistantId),
        },
        wish,
      ),
  }
}
