/** A colour for a new assistant: each has one of its own while there are enough. Pure. */
import { ASSISTANT_COLOURS, type AssistantColour } from '../../shared/domain/assistant.ts'

/** The one used least, the first of those. */
export function freeColour(assistants: readonly { colour: AssistantColour }[]): AssistantColour {
  const count = (colour: AssistantColour) => assistants.filter((one) => one.colour === colour).length
  return ASSISTANT_COLOURS.toSorted((one, two) => count(one) - count(two))[0] ?? ASSISTANT_COLOURS[0]
}
