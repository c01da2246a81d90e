/** Text with the found words set off. */
interface MarkedProps {
  text: string
  /** In order and inside the text. */
  marks: readonly { start: number; end: number }[]
}

/** Nothing but text and `mark` elements. */
export function Marked({ text, marks }: MarkedProps) {
  const pieces = marks.map(({ start, end }, at) => ({
    before: text.slice(marks[at - 1]?.end ?? 0, start),
    found: text.slice(start, end),
    start,
  }))
  return (
    <>
      {pieces.map(({ before, found, start }) => (
        <span key={start}>
          {before}
          <mark className="rounded-[3px] bg-find px-px text-on-find">{found}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  )
}
