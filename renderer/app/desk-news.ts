/** What main tells the window, and what follows from it there: the stores take it in, and what is shown stays true. */
import { toAppError } from '../../shared/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Assistant } from '../../shared/domain/assistant.ts'
import { onEvent, request } from '../bridge/bridge.ts'
import { forgetPages, receiveEvent } from '../features/chat/chat-store.ts'
import { receiveFiles } from '../features/chat/files-store.ts'
import { closeFind } from '../features/chat/find-store.ts'
import { sayFailure } from '../ui/toasts.ts'
import { applyLocale } from './appearance.ts'
import { newestListed, showConversation, showNewestListed } from './desk-actions.ts'
import { deskStore, receive } from './desk-store.ts'
import { reachAfter } from './reach.ts'
import { tellFailedFetch } from './update-news.ts'

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
  if (event.type === 'update-changed')
    tellFailedFetch(deskStore.getState().desk?.update ?? null, event.update)
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

/** A list cannot stay that of an assistant that was removed. */
function followAssistants(assistants: readonly Assistant[]): void {
  const { shownAssistantId } = deskStore.getState()
  if (!assistants.some(({ id }) => id === shownAssistantId)) deskStore.setState({ shownAssistantId: null })
}

/** When the shown conversation goes, the next one of the list takes its place. */
function leave(removedIds: readonly string[]): void {
  const { place } = deskStore.getState()
  if (place.at !== 'conversation' || place.conversationId === null) return
  if (removedIds.includes(place.conversationId)) showNewestListed()
}
