/** What is typed in one conversation and on its way out. The text goes only when main has it. */
import { createStore } from 'zustand/vanilla'
import { DRAFT_CHARACTERS, MESSAGE_CHARACTERS } from '../../../shared/domain/limits.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'

export interface ComposerState {
  text: string
  isSending: boolean
  error: AppError | null
  /** True when the draft could not be kept. */
  isDraftUnsaved: boolean
}

export interface ComposerPort {
  send(message: { messageId: string; text: string }): Promise<void>
  saveDraft(text: string): Promise<void>
  newId(): string
}

export interface ComposerActions {
  type(text: string): void
  /** Sends what is typed, once, however often it is called. */
  send(): Promise<void>
  saveDraft(): Promise<void>
}

/** A composer that starts with a draft; later changes of the stored draft never overwrite what is being typed. */
export function createComposer(draft: string, port: ComposerPort) {
  const store = createStore<ComposerState>(() => ({
    text: draft,
    isSending: false,
    error: null,
    isDraftUnsaved: false,
  }))
  /** What main has or is being told; null when that is not known. */
  let savedDraft: string | null = draft
  let outgoing: { messageId: string; text: string } | null = null

  const type = (text: string) => store.setState({ text, error: null })

  async function send() {
    const { text, isSending } = store.getState()
    if (isSending || !canSend(text)) return
    // Asking again with the same text keeps the ID, so that main stores and sends it once.
    if (outgoing?.text !== text) outgoing = { messageId: port.newId(), text }
    // Its files may take a while to be read, and the window may be closed meanwhile.
    void saveDraft()
    store.setState({ isSending: true, error: null })
    try {
      await port.send(outgoing)
      outgoing = null
      savedDraft = ''
      store.setState((now) => ({ isSending: false, isDraftUnsaved: false, text: leftAfter(text, now.text) }))
    } catch (thrown) {
      store.setState({ isSending: false, error: toAppError(thrown) })
    }
    // What was typed on while it was on its way.
    void saveDraft()
  }

  async function saveDraft() {
    const { text, isSending } = store.getState()
    if (isSending) return
    if (text === savedDraft) return store.setState({ isDraftUnsaved: false })
    if (text.length > DRAFT_CHARACTERS) return store.setState({ isDraftUnsaved: true })
    savedDraft = text
    try {
      await port.saveDraft(text)
      store.setState({ isDraftUnsaved: false })
    } catch {
      savedDraft = null
      store.setState({ isDraftUnsaved: true })
    }
  }

  const actions: ComposerActions = { type, send, saveDraft }
  return { store, ...actions }
}

export type ComposerModel = ReturnType<typeof createComposer>

/** True when there is something to send and the server takes that much. */
export const canSend = (text: string): boolean => text.trim() !== '' && text.length <= MESSAGE_CHARACTERS

/** What was typed on while the message was on its way. */
const leftAfter = (sent: string, now: string): string =>
  now.startsWith(sent) ? now.slice(sent.length).trimStart() : now
