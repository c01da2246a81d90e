/** What a person can do in the window, whichever button, key or menu item they use for it. */
import { toAppError } from '../../shared/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Assistant } from '../../shared/domain/assistant.ts'
import { m } from '../../shared/words/generated/messages.js'
import { onEvent, request } from '../bridge/bridge.ts'
import { openConversation, receiveEvent } from '../features/chat/chat-store.ts'
import { say, sayFailure } from '../ui/toasts.ts'
import { focusComposer } from '../features/chat/composer-focus.ts'
import { receiveFiles } from '../features/chat/files-store.ts'
import { applyLocale } from './appearance.ts'
import { toggleInspector } from './inspector-actions.ts'
import { deskStore, receive, receiveConversation, type SettingsSection } from './desk-store.ts'

const UNDO_FOR_MS = 10_000

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
    const [newest] = state.conversations
    if (newest !== undefined) showConversation(newest.id)
  } catch (thrown) {
    deskStore.setState({ startError: toAppError(thrown) })
  }
}

function take(event: AppEvent): void {
  if (event.type === 'command') return carryOut(event.command)
  if (event.type === 'conversation-wanted') return showConversation(event.conversationId)
  if (event.type === 'settings-changed') applyLocale(event.locale)
  deskStore.setState(({ desk }) => ({ desk: desk === null ? null : receive(desk, event) }))
  receiveEvent(event)
  receiveFiles(event)
  if (event.type === 'conversation-removed') leave(event.conversationId)
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

function carryOut(command: Extract<AppEvent, { type: 'command' }>['command']): void {
  if (command === 'new-conversation') newConversation()
  if (command === 'settings') openSettings('general')
  if (command === 'inspector') toggleInspector()
  if (command === 'focus-composer') {
    closeSettings()
    focusComposer()
  }
}

/** Shows a conversation and asks for its messages. */
export function showConversation(conversationId: string): void {
  deskStore.setState({ place: { at: 'conversation', conversationId } })
  openAndList(conversationId).catch(sayFailure)
}

/** A conversation that was just made or restored may not be in the list yet. */
async function openAndList(conversationId: string): Promise<void> {
  const page = await openConversation(conversationId)
  if (page === null) return
  deskStore.setState(({ desk }) => ({
    desk: desk === null ? null : receiveConversation(desk, page.conversation, page.revision),
  }))
}

/** With the assistant given, else the one whose conversations are shown, else the one being spoken to. */
export function newConversation(assistantId = likeliestAssistant()?.id): void {
  if (assistantId === undefined) return openConnect()
  request('conversations.create', { assistantId }).then(
    ({ conversationId }) => showConversation(conversationId),
    sayFailure,
  )
}

/** The assistant a new conversation would be with. */
export function likeliestAssistant(): Assistant | undefined {
  const { desk, place, shownAssistantId } = deskStore.getState()
  const shownConversation =
    place.at === 'conversation' && desk?.conversations.find(({ id }) => id === place.conversationId)
  const wanted = shownAssistantId ?? (shownConversation ? shownConversation.assistantId : undefined)
  return desk?.assistants.find(({ id }) => id === wanted) ?? desk?.assistants[0]
}

/** Adds the practice assistants and opens a conversation with the first. */
export function tryPractice(): void {
  request('assistants.addPractice').then(({ conversationId }) => showConversation(conversationId), sayFailure)
}

/** Renames a conversation; an empty title changes nothing. */
export function renameConversation(conversationId: string, title: string): void {
  if (title.trim() === '') return
  request('conversations.rename', { conversationId, title: title.trim().slice(0, 200) }).catch(sayFailure)
}

/** Removes a conversation at once and offers to undo it for a while. */
export function removeConversation(conversationId: string): void {
  request('conversations.remove', { conversationId }).then(() => offerUndo(conversationId), sayFailure)
}

function offerUndo(conversationId: string): void {
  const undo = () => {
    request('conversations.restore', { conversationId }).then(
      () => showConversation(conversationId),
      sayFailure,
    )
  }
  say({
    title: m.conversation_deleted(),
    description: m.conversation_deleted_body(),
    lastsMs: UNDO_FOR_MS,
    action: { words: m.conversation_undo(), act: undo },
  })
}

/** Dismisses a notice here and at main. */
export function dismissNotice(noticeId: string): void {
  deskStore.setState(({ desk }) => ({
    desk: desk === null ? null : { ...desk, notices: desk.notices.filter(({ id }) => id !== noticeId) },
  }))
  request('app.dismissNotice', { noticeId }).catch(sayFailure)
}

export const openConnect = (): void => deskStore.setState({ place: { at: 'connect' } })

export const openSettings = (section: SettingsSection): void =>
  deskStore.setState({ place: { at: 'settings', section } })

/** Back to the conversation spoken in last, which is the first of the list. */
export function closeSettings(): void {
  const { place, desk } = deskStore.getState()
  if (place.at === 'conversation') return
  const [newest] = desk?.conversations ?? []
  if (newest === undefined) deskStore.setState({ place: { at: 'conversation', conversationId: null } })
  else showConversation(newest.id)
}

/** When the shown conversation goes, the next one takes its place. */
function leave(conversationId: string): void {
  const { place, desk } = deskStore.getState()
  if (place.at !== 'conversation' || place.conversationId !== conversationId) return
  const [next] = desk?.conversations ?? []
  if (next === undefined) deskStore.setState({ place: { at: 'conversation', conversationId: null } })
  else showConversation(next.id)
}
