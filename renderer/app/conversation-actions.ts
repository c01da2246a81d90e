/** What a person can do with conversations besides talking in them: naming, putting in order, deleting, going on elsewhere. */
import { createStore } from 'zustand/vanilla'
import type { Reply } from '../../shared/contract/routes.ts'
import type { OpenedThread } from '../../shared/contract/routes/conversations.ts'
import { cleanTitle, type Arrangement } from '../../shared/domain/conversation.ts'
import { toAppError } from '../../shared/errors.ts'
import { m } from '../../shared/words/generated/messages.js'
import { request } from '../bridge/bridge.ts'
import { formatList } from '../ui/format.ts'
import { say, sayFailure, sayFailureOf, unsay } from '../ui/toasts.ts'
import { likeliestAssistant, openConnect, showConversation } from './desk-actions.ts'
import { deskStore } from './desk-store.ts'

const UNDO_FOR_MS = 10_000
const SAID_FOR_MS = 5_000
/** It goes when the reading ends. */
const READING_FOR_MS = 120_000
/** The assistant a thread is to be opened for; null while nobody is asked for one. */
export const openThreadStore = createStore<{ assistantId: string | null }>(() => ({ assistantId: null }))

/** Asks for the ID of a thread that began elsewhere. */
export function askForThread(): void {
  const assistant = likeliestAssistant()
  if (assistant === undefined) openConnect()
  else openThreadStore.setState({ assistantId: assistant.id })
}

export const closeThreadDialog = (): void => openThreadStore.setState({ assistantId: null })

/** Shows what was opened, and says what the person would not expect. */
export function showOpened({ conversationId, wasHere, hasOpenRun, isCut }: OpenedThread): void {
  closeThreadDialog()
  showConversation(conversationId)
  if (wasHere) say({ title: m.open_thread_was_here(), lastsMs: SAID_FOR_MS })
  if (isCut) say({ title: m.open_thread_cut(), lastsMs: UNDO_FOR_MS })
  if (hasOpenRun)
    say({ title: m.open_thread_run_open(), description: m.open_thread_run_open_body(), lastsMs: UNDO_FOR_MS })
}

/** Renames a conversation; an empty title changes nothing. */
export function renameConversation(conversationId: string, title: string): void {
  if (cleanTitle(title) === '') return
  request('conversations.rename', { conversationId, title: cleanTitle(title) }).catch(sayFailure)
}

/** Removes conversations at once and offers to undo it, for all of them together, for a while. */
export function removeConversations(conversationIds: readonly string[]): void {
  const ids = [...conversationIds]
  const [first] = ids
  if (first === undefined) return
  const show = () => showConversation(first)
  const undo = () => void request('conversations.restore', { conversationIds: ids }).then(show, sayFailure)
  const told = () =>
    say({
      title: m.conversations_deleted({ count: ids.length }),
      description: m.conversations_deleted_body(),
      lastsMs: UNDO_FOR_MS,
      action: { words: m.conversation_undo(), act: undo },
    })
  request('conversations.remove', { conversationIds: ids }).then(told, sayFailure)
}

/** Pins, unpins, archives, or takes out of the archive; archiving can be undone for a while. */
export function arrangeConversations(conversationIds: readonly string[], change: Arrangement): void {
  const ids = [...conversationIds]
  const undo = () => arrangeConversations(ids, { isArchived: false })
  const told = () => {
    if (change.isArchived !== true) return
    const title = m.conversations_archived({ count: ids.length })
    say({ title, lastsMs: SAID_FOR_MS, action: { words: m.conversation_undo(), act: undo } })
  }
  request('conversations.arrange', { conversationIds: ids, change }).then(told, sayFailure)
}

/** Puts all that was said in a conversation on the clipboard. */
export function copyWhole(conversationId: string | null): void {
  const { desk } = deskStore.getState()
  const conversation = desk?.conversations.find(({ id }) => id === conversationId)
  if (desk === null || conversation === undefined) return
  const { id, assistantId } = conversation
  const whose = [...desk.assistants, ...desk.formerAssistants].find((known) => known.id === assistantId)
  import('../features/chat/copy-conversation.ts')
    .then(({ copyConversation }) => copyConversation(id, whose?.nickname ?? m.assistant_removed()))
    .catch(sayFailure)
}

/** Puts a thread's ID on the clipboard. */
export function copyThreadId(threadId: string): void {
  const title = m.conversations_thread_copied()
  const told = () => say({ title, description: threadId, lastsMs: SAID_FOR_MS })
  navigator.clipboard.writeText(threadId).then(told, sayFailure)
}

/** Takes in what was said in the thread elsewhere. */
export function refreshConversation(conversationId: string): void {
  const workId = crypto.randomUUID()
  const stop = () => void request('conversations.stopReading', { workId }).catch(sayFailure)
  const action = { words: m.conversations_refresh_stop(), act: stop }
  say({ title: m.conversations_refreshing(), lastsMs: READING_FOR_MS, topic: workId, action })
  const told = (came: { added: number } | null) => {
    if (came === null) return unsay(workId)
    const { added } = came
    const title = added === 0 ? m.conversations_up_to_date() : m.conversations_refreshed({ count: added })
    say({ title, lastsMs: SAID_FOR_MS, topic: workId })
  }
  const failed = (thrown: unknown) => {
    if (toAppError(thrown).kind !== 'thread-not-found') return sayFailureOf(workId, thrown)
    // Nothing was asked: what the conversation says of it is all there is to say.
    const [title, description] = [m.thread_gone_title(), m.thread_gone_body()]
    say({ title, description, tone: 'bad', lastsMs: UNDO_FOR_MS, topic: workId })
  }
  request('conversations.refresh', { conversationId, workId }).then(told, failed)
}

/** Asks another assistant a question of this conversation, the last one unless told otherwise, and shows it. */
export function askElsewhere(asked: {
  conversationId: string
  assistantId: string
  messageId: string | null
}): void {
  const show = ({ conversationId, leftOut }: Reply<'conversations.askElsewhere'>) => {
    showConversation(conversationId)
    if (leftOut.length === 0) return
    const names = formatList(leftOut)
    const description = m.ask_elsewhere_left_out_body({ names })
    say({ title: m.ask_elsewhere_left_out(), description, lastsMs: UNDO_FOR_MS })
  }
  request('conversations.askElsewhere', { ...asked, newMessageId: crypto.randomUUID() }).then(
    show,
    sayFailure,
  )
}

/** What did not get through, or what is asked next, begins a new thread. */
export function goOnInNewThread(conversationId: string): void {
  request('conversations.goOnInNewThread', { conversationId }).catch(sayFailure)
}
