/** What a person can do with a question that waits in the queue. */
import type { Question } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { say, sayFailure } from '../../ui/toasts.ts'
import { focusComposer } from './composer-focus.ts'
import type { ComposerModel } from './composer-store.ts'

export interface QueueActions {
  /** Takes it back into the composer, to what is typed there. */
  edit(question: Question): void
  /** Takes it out of the queue, and offers its text back for a while. */
  remove(question: Question): void
  /** Goes on with a queue that stands still. */
  sendNow(question: Question): void
}

const UNDO_FOR_MS = 10_000

const offerUndo = (act: () => void): void =>
  say({
    title: m.question_removed(),
    lastsMs: UNDO_FOR_MS,
    action: { words: m.conversation_undo(), act },
  })

export function queueActions(composer: ComposerModel): QueueActions {
  const putBack = (text: string) => {
    const { text: typed, isSending } = composer.store.getState()
    // What is being sent stays in front, where it is recognized and taken away once it has arrived.
    const [first, second] = isSending ? [typed, text] : [text, typed]
    composer.type(typed.trim() === '' ? text : `${first}\n\n${second}`)
    void composer.saveDraft()
    focusComposer()
  }
  const takeBack = ({ conversationId, id }: Question) =>
    request('conversations.takeBack', { conversationId, messageId: id })
  return {
    edit(question) {
      takeBack(question).then(({ text }) => putBack(text), sayFailure)
    },
    remove(question) {
      takeBack(question).then(({ text }) => offerUndo(() => putBack(text)), sayFailure)
    },
    sendNow({ conversationId }) {
      request('conversations.sendQueued', { conversationId }).catch(sayFailure)
    },
  }
}
