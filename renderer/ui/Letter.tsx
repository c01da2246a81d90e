/** A small coloured square with the first character of a name. */
import type { AssistantColour } from '../../shared/domain/assistant.ts'

const COLOURS: Record<AssistantColour, string> = {
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
  size?: 'small' | 'large'
}

/** Decoration: the name itself is always beside it. */
export function Letter({ name, colour, size = 'small' }: LetterProps) {
  const [first = '?'] = [...new Intl.Segmenter().segment(name.trim())].map(({ segment }) => segment)
  const box = size === 'small' ? 'size-6 rounded-sm text-2xs' : 'size-12 rounded-lg text-[20px]'
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center font-semibold text-white ${box} ${COLOURS[colour]}`}
    >
      {first.toUpperCase()}
    </span>
  )
}
