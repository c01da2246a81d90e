/** Judges what a person says about an assistant before anything is sent anywhere. Pure. */
import type { AssistantColour, AssistantForm } from '../../shared/domain/assistant.ts'
import { ASSISTANT_LIMITS } from '../../shared/domain/limits.ts'
import type { FieldName, FieldProblem } from '../../shared/errors.ts'

/** The form as it is meant. */
export interface ReadAssistantForm {
  remoteId: string
  /** Empty takes the server's name for it. */
  nickname: string
  /** Null picks one. */
  colour: AssistantColour | null
  suggestions: string[]
}

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>

/** All fields are judged, so that the person sees every problem at once. Never throws. */
export function readAssistantForm(written: AssistantForm): {
  form: ReadAssistantForm
  problems: FieldProblems
} {
  const remoteId = written.remoteId.trim()
  const nickname = written.nickname.trim()
  const questions = written.suggestions.map((text) => text.trim()).filter((text) => text !== '')
  const suggestions = [...new Set(questions)]
  const problems = {
    ...problem('assistantId', remoteIdProblem(remoteId)),
    ...problem('nickname', nickname.length > ASSISTANT_LIMITS.nicknameCharacters ? 'too-long' : null),
    ...problem('suggestions', suggestionsProblem(suggestions)),
  }
  return { form: { remoteId, nickname, colour: written.colour, suggestions }, problems }
}

const problem = (field: FieldName, found: FieldProblem | null): FieldProblems =>
  found === null ? {} : { [field]: found }

function remoteIdProblem(remoteId: string): FieldProblem | null {
  if (remoteId === '') return 'required'
  if (remoteId.length > ASSISTANT_LIMITS.remoteIdCharacters) return 'too-long'
  // Spaces, control and invisible characters, halves of characters: no ID has them, and some cannot be put into an address.
  return /[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(remoteId) ? 'unsafe-characters' : null
}

function suggestionsProblem(suggestions: readonly string[]): FieldProblem | null {
  const { suggestions: most, suggestionCharacters: longest } = ASSISTANT_LIMITS
  if (suggestions.length > most) return 'out-of-range'
  return suggestions.some((text) => text.length > longest) ? 'too-long' : null
}
