/** Whose conversation something was found in. */
import type { Assistant } from '../../../shared/domain/assistant.ts'

export type Face = Pick<Assistant, 'id' | 'nickname' | 'colour'>

/** By the assistant's ID, those that were removed among them. */
export type Whose = ReadonlyMap<string, Face>
