/** What the window knows of everything but the messages: settings, assistants, the list of conversations. Main's events are its only source. */
import { createStore } from 'zustand/vanilla'
import type { AppState } from '../../shared/contract/app-state.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ConnectStart } from '../features/connections/use-connect-form.ts'
import type { Reaches } from './reach.ts'

export interface Desk extends AppState {
  /** The newest revision seen of each conversation, so that late news changes nothing. */
  revisions: Readonly<Record<string, number>>
}

/** Where the person is. */
export type Place =
  | { at: 'conversation'; conversationId: string | null }
  | { at: 'connect' }
  | { at: 'settings'; section: SettingsSection }

export type SettingsSection =
  | 'general'
  | 'data'
  | 'about'
  | 'new-assistant'
  | 'new-connection'
  | { assistantId: string }
  | { connectionId: string }
  /** The connect form, begun with something. */
  | { connect: ConnectStart }

export interface DeskState {
  desk: Desk | null
  /** How the last request to each server went. */
  reaches: Reaches
  startError: AppError | null
  place: Place
  /** The conversation that was shown when the settings or the connect form opened. */
  cameFromId: string | null
  /** Whose conversations the sidebar shows: null for everyone's. */
  shownAssistantId: string | null
}

export const deskStore = createStore<DeskState>(() => ({
  desk: null,
  reaches: {},
  startError: null,
  place: { at: 'conversation', conversationId: null },
  cameFromId: null,
  shownAssistantId: null,
}))

/** The desk after an event. */
export function receive(desk: Desk, event: AppEvent): Desk {
  switch (event.type) {
    case 'conversation-changed':
      return receiveConversation(desk, event.conversation, event.revision)
    case 'conversations-removed':
      return without(desk, new Set(event.conversationIds))
    case 'settings-changed':
      return { ...desk, settings: event.settings, locale: event.locale }
    case 'assistants-changed':
      return {
        ...desk,
        connections: event.connections,
        assistants: event.assistants,
        formerAssistants: event.formerAssistants,
      }
    case 'update-changed':
      return { ...desk, update: event.update }
    case 'notice':
      return desk.notices.some(({ id }) => id === event.notice.id)
        ? desk
        : { ...desk, notices: [...desk.notices, event.notice] }
    default:
      return desk
  }
}

const without = (desk: Desk, removed: ReadonlySet<string>): Desk => ({
  ...desk,
  conversations: desk.conversations.filter(({ id }) => !removed.has(id)),
})

/** Puts a conversation into the list unless something newer is there. */
export function receiveConversation(desk: Desk, conversation: Conversation, revision: number): Desk {
  const { id } = conversation
  const isListed = desk.conversations.some((listed) => listed.id === id)
  if (isListed && revision <= (desk.revisions[id] ?? -1)) return desk
  const others = desk.conversations.filter((listed) => listed.id !== id)
  return {
    ...desk,
    conversations: [...others, conversation].toSorted((one, two) => two.updatedAt - one.updatedAt),
    revisions: { ...desk.revisions, [id]: revision },
  }
}
