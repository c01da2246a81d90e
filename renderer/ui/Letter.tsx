/** A small coloured square with the first character of a name. */
import type { AssistantColour } from '../../shared/domain/assistant.ts'

/** The background of each. */
export const LETTER_COLOURS: Record<AssistantColour, string> = {
  violet: 'bg-id-violet',
  teal: 'bg-id-teal',
  amber: 'bg-id-amber',
  rose: 'bg-id-rose',
  sky: 'bg-id-sky',
  lime: 'bg-id-lime',
  slate: 'bg-id-slate',
  orange: 'bg-id-orange',
}

interface LetterProps {
  name: string
  colour: AssistantColour
  size?: 'tiny' | 'small' | 'large'
}

const BOXES = {
  tiny: 'size-4 rounded-[4px] text-[10px] leading-none',
  small: 'size-6 rounded-sm text-2xs',
  large: 'size-12 rounded-lg text-[20px]',
} as const

/** Decoration: the name itself is always beside it. */
export function Letter({ name, colour, size = 'small' }: LetterProps) {
  const [first = '?'] = [...new Intl.Segmenter().segment(name.trim())].map(({ segment }) => segment)
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center font-semibold text-white ${BOXES[size]} ${LETTER_COLOURS[colour]}`}
    >
      {first.toUpperCase()}
    </span>
  )
}
