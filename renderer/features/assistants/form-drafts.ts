/** What was typed in a connect form that was left without saving: it is there again when the form is. Never the key. */
import type { ConnectForm } from '../../../shared/domain/assistant.ts'

const NEW = 'new'
const drafts = new Map<string, ConnectForm>()

/** What was typed for an assistant (null: a new one), or null when nothing was. */
export const draftOf = (assistantId: string | null): ConnectForm | null =>
  drafts.get(assistantId ?? NEW) ?? null

/** Keeps what is typed for as long as the window lives. */
export const keepDraft = (assistantId: string | null, form: ConnectForm): void =>
  void drafts.set(assistantId ?? NEW, { ...form, apiKey: '' })

/** After saving there is nothing to keep. */
export const dropDraft = (assistantId: string | null): void => void drafts.delete(assistantId ?? NEW)
