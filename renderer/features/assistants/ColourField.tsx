/** Eight colours of which one is the assistant's. */
import { Check } from 'lucide-react'
import { useId } from 'react'
import { ASSISTANT_COLOURS, type AssistantColour } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { LETTER_COLOURS } from '../../ui/Letter.tsx'

interface ColourFieldProps {
  value: AssistantColour
  onChoose(colour: AssistantColour): void
}

const NAMES: Record<AssistantColour, () => string> = {
  violet: m.asst_colour_violet,
  teal: m.asst_colour_teal,
  amber: m.asst_colour_amber,
  rose: m.asst_colour_rose,
  sky: m.asst_colour_sky,
  lime: m.asst_colour_lime,
  slate: m.asst_colour_slate,
  orange: m.asst_colour_orange,
}

/** Each has a name, and the chosen one a mark, so that colour alone tells nothing. */
export function ColourField({ value, onChoose }: ColourFieldProps) {
  const group = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{m.asst_colour()}</legend>
      <div className="flex flex-wrap gap-2">
        {ASSISTANT_COLOURS.map((colour) => (
          <label
            key={colour}
            title={NAMES[colour]()}
            className={`relative grid size-7 place-items-center rounded-md text-white has-checked:outline-2 has-checked:outline-offset-2 has-checked:outline-fg-2 has-focus-visible:outline-accent ${LETTER_COLOURS[colour]}`}
          >
            <input
              type="radio"
              name={group}
              aria-label={NAMES[colour]()}
              className="sr-only"
              checked={colour === value}
              onChange={() => onChoose(colour)}
            />
            {colour === value && <Check size={15} strokeWidth={2.5} aria-hidden />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
