/** What a person can do in the window, whichever button, key or menu item they use for it. */
import type { Assistant } from '../../shared/domain/assistant.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { request } from '../bridge/bridge.ts'
import { openConversation } from '../features/chat/chat-store.ts'
import { sayFailure } from '../ui/toasts.ts'
import { deskStore, receiveConversation, type Desk, type Place, type SettingsSection } from './desk-store.ts'

/** Shows a conversation and asks for its messages. */
export function showConversation(conversationId: string, aroundPosition?: number): void {
  deskStore.setState({ place: { at: 'conversation', conversationId } })
  openAndList(conversationId, aroundPosition).catch(sayFailure)
}

/** A conversation that was just made or restored may not be in the list yet. */
async function openAndList(conversationId: string, aroundPosition?: number): Promise<void> {
  const page = await openConversation(conversationId, aroundPosition)
  if (page === null) return
  deskStore.setState(({ desk }) => ({
    desk: desk === null ? null : receiveConversation(desk, page.conversation, page.revision),
  }))
  followShown(page.conversation)
}

/** Where the list is one assistant's, it becomes the one's whose conversation came to be shown. */
function followShown({ id, assistantId }: Conversation): void {
  const { place, shownAssistantId } = deskStore.getState()
  const isShown = place.at === 'conversation' && place.conversationId === id
  if (isShown && shownAssistantId !== null) deskStore.setState({ shownAssistantId: assistantId })
}

/** Lists one assistant's conversations and shows its newest, or an empty one; with null lists everyone's. */
export function showAssistant(assistantId: string | null): void {
  deskStore.setState({ shownAssistantId: assistantId })
  const newest = newestListed()
  if (newest !== undefined && assistantId !== null) showConversation(newest.id)
  else if (assistantId !== null) newConversation(assistantId)
}

/** The newest conversation of those the sidebar lists. */
export function newestListed(): Conversation | undefined {
  const { desk, shownAssistantId } = deskStore.getState()
  return desk?.conversations.find(
    ({ assistantId, archivedAt }) =>
      archivedAt === null && (shownAssistantId === null || assistantId === shownAssistantId),
  )
}

/** Shows the newest of the conversations that are listed, or that there is none. */
export function showNewestListed(): void {
  const newest = newestListed()
  if (newest === undefined) deskStore.setState({ place: { at: 'conversation', conversationId: null } })
  else showConversation(newest.id)
}

/** With the assistant given, else the one whose conversations are shown, else the one being spoken to. */
export function newConversation(assistantId = likeliestAssistant()?.id): void {
  if (assistantId === undefined) return openConnect()
  request('conversations.create', { assistantId }).then(
    ({ conversationId }) => showConversation(conversationId),
    sayFailure,
  )
}

/** The assistant a new conversation would be with: never one that was put away. */
export function likeliestAssistant(): Assistant | undefined {
  const { desk, place, shownAssistantId } = deskStore.getState()
  const shownConversation =
    place.at === 'conversation' && desk?.conversations.find(({ id }) => id === place.conversationId)
  const wanted = shownAssistantId ?? (shownConversation ? shownConversation.assistantId : undefined)
  const offered = desk?.assistants.filter(({ archivedAt }) => archivedAt === null)
  return offered?.find(({ id }) => id === wanted) ?? offered?.[0]
}

/** Adds the practice assistants and opens a conversation with the first. */
export function tryPractice(): void {
  request('assistants.addPractice').then(({ conversationId }) => showConversation(conversationId), sayFailure)
}

/** How to add the practice assistants; null where they are there already. */
export const practiceOffer = ({ connections }: Desk): (() => void) | null =>
  connections.some(({ kind }) => kind === 'practice') ? null : tryPractice

/** Dismisses a notice here and at main. */
export function dismissNotice(noticeId: string): void {
  deskStore.setState(({ desk }) => ({
    desk: desk === null ? null : { ...desk, notices: desk.notices.filter(({ id }) => id !== noticeId) },
  }))
  request('app.dismissNotice', { noticeId }).catch(sayFailure)
}

export const openConnect = (): void => openAside({ at: 'connect' })

export const openSettings = (section: SettingsSection): void => openAside({ at: 'settings', section })

/** Remembers the conversation shown, so that one can go back to it. */
function openAside(place: Exclude<Place, { at: 'conversation' }>): void {
  deskStore.setState(({ place: left, cameFromId }) => ({
    place,
    cameFromId: left.at === 'conversation' ? left.conversationId : cameFromId,
  }))
}

/** Back to the conversation one came from; where it is gone, to the newest. */
export function closeSettings(): void {
  const { place, desk, cameFromId } = deskStore.getState()
  if (place.at === 'conversation') return
  const cameFrom = desk?.conversations.find(({ id }) => id === cameFromId)
  if (cameFrom === undefined) showNewestListed()
  else showConversation(cameFrom.id)
}
