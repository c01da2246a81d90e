/** What a person can do in the window, whichever button, key or menu item they use for it. */
import { toAppError } from '../../shared/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Assistant } from '../../shared/domain/assistant.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { onEvent, request } from '../bridge/bridge.ts'
import { forgetPages, openConversation, receiveEvent } from '../features/chat/chat-store.ts'
import { closeFind } from '../features/chat/find-store.ts'
import { sayFailure } from '../ui/toasts.ts'
import { receiveFiles } from '../features/chat/files-store.ts'
import { applyLocale } from './appearance.ts'
import { reachAfter } from './reach.ts'
import {
  deskStore,
  receive,
  receiveConversation,
  type Desk,
  type Place,
  type SettingsSection,
} from './desk-store.ts'

/** Listens first, then asks, so that nothing falls between. Returns how to stop listening. */
export function startDesk(): () => void {
  const stop = onEvent(take)
  window.addEventListener('focus', seeShownNews)
  window.addEventListener('online', wake)
  void loadDesk()
  return () => {
    stop()
    window.removeEventListener('focus', seeShownNews)
    window.removeEventListener('online', wake)
  }
}

/** The network is back: main need not wait for the next poll. Nothing is lost when it does not hear of it. */
function wake(): void {
  request('runs.wake').catch(() => undefined)
}

/** Asks for everything the window shows besides messages, and opens the newest conversation. */
export async function loadDesk(): Promise<void> {
  try {
    const state = await request('app.state')
    applyLocale(state.locale)
    deskStore.setState({ desk: { ...state, revisions: {} }, startError: null })
    const newest = newestListed()
    if (newest !== undefined) showConversation(newest.id)
  } catch (thrown) {
    deskStore.setState({ startError: toAppError(thrown) })
  }
}

/** A snapshot took the place of everything: what is shown is asked for anew, and the person stays where they are. */
async function beginAnew(): Promise<void> {
  const { place } = deskStore.getState()
  forgetPages()
  closeFind()
  await loadDesk()
  const { desk } = deskStore.getState()
  const isGone =
    place.at === 'conversation' && !desk?.conversations.some(({ id }) => id === place.conversationId)
  if (isGone) return
  deskStore.setState({ place })
  if (place.at === 'conversation' && place.conversationId !== null) showConversation(place.conversationId)
}

function take(event: AppEvent): void {
  // The shell carries commands out, whether they come from the menu or from keys.
  if (event.type === 'command') return
  if (event.type === 'history-restored') return void beginAnew()
  if (event.type === 'conversation-wanted') return showConversation(event.conversationId)
  if (event.type === 'settings-changed') applyLocale(event.locale)
  deskStore.setState(({ desk, reaches }) =>
    desk === null ? {} : { desk: receive(desk, event), reaches: reachAfter(reaches, event, desk) },
  )
  receiveEvent(event)
  receiveFiles(event)
  if (event.type === 'assistants-changed') followAssistants(event.assistants)
  if (event.type === 'conversations-removed') leave(event.conversationIds)
  if (event.type === 'conversation-changed' && event.conversation.hasNews) seeNews(event.conversationId)
}

/** An answer that came in before the person's eyes is no news. */
function seeNews(conversationId: string): void {
  const { place } = deskStore.getState()
  const isShown = place.at === 'conversation' && place.conversationId === conversationId
  if (isShown && document.hasFocus()) request('conversations.markRead', { conversationId }).catch(sayFailure)
}

/** Back at the window, the person sees what came in meanwhile. */
function seeShownNews(): void {
  const { place, desk } = deskStore.getState()
  if (place.at !== 'conversation') return
  const shown = desk?.conversations.find(({ id }) => id === place.conversationId)
  if (shown?.hasNews === true) seeNews(shown.id)
}

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

/** A list cannot stay that of an assistant that was removed. */
function followAssistants(assistants: readonly Assistant[]): void {
  const { shownAssistantId } = deskStore.getState()
  if (!assistants.some(({ id }) => id === shownAssistantId)) deskStore.setState({ shownAssistantId: null })
}

/** Lists one assistant's conversations and shows its newest, or an empty one; with null lists everyone's. */
export function showAssistant(assistantId: string | null): void {
  deskStore.setState({ shownAssistantId: assistantId })
  const newest = newestListed()
  if (newest !== undefined && assistantId !== null) showConversation(newest.id)
  else if (assistantId !== null) newConversation(assistantId)
}

/** The newest conversation of those the sidebar lists. */
function newestListed(): Conversation | undefined {
  const { desk, shownAssistantId } = deskStore.getState()
  return desk?.conversations.find(
    ({ assistantId, archivedAt }) =>
      archivedAt === null && (shownAssistantId === null || assistantId === shownAssistantId),
  )
}

function showNewestListed(): void {
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

/** When the shown conversation goes, the next one of the list takes its place. */
function leave(removedIds: readonly string[]): void {
  const { place } = deskStore.getState()
  if (place.at !== 'conversation' || place.conversationId === null) return
  if (removedIds.includes(place.conversationId)) showNewestListed()
}
