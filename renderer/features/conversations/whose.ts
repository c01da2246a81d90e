/** Whose a conversation is, for lists that mix assistants: also those that were removed. */
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'

/** As much of an assistant as a row shows. */
export type Face = Pick<Assistant, 'id' | 'nickname' | 'colour'>

export type Whose = (about: { assistantId: string }) => Face

/** An assistant that nothing is known of any more still has a name to be called by. */
export function facesOf(assistants: readonly Face[]): Whose {
  const known = new Map(assistants.map((face) => [face.id, face]))
  return ({ assistantId }) =>
    known.get(assistantId) ?? { id: assistantId, nickname: m.assistant_removed(), colour: 'slate' }
}
