/** A text that is not drawn as markdown: as it was written, with a line that says so. */
import { useMemo } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { showUnseen } from '../../../shared/domain/unseen.ts'

/** UTF-16 units laid out together: a whole long text at once would hold up the window as much as drawing it. */
const PIECE = 2_000

/** Pieces end at the end of a line where there is one. What is not in sight is not laid out. */
export function AsWritten({ text }: { text: string }) {
  const pieces = useMemo(() => piecesOf(showUnseen(text)), [text])
  return (
    <>
      <p role="note" className="mb-2 text-xs text-fg-3">
        {m.text_as_written()}
      </p>
      <div dir="auto">
        {pieces.map((piece, at) => (
          <div
            key={at}
            className="[contain-intrinsic-size:auto_600px] [content-visibility:auto] [overflow-wrap:anywhere] [text-wrap:wrap] whitespace-pre-wrap"
          >
            {piece}
          </div>
        ))}
      </div>
    </>
  )
}

/** A break between two pieces takes the place of the line's own. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const line = text.lastIndexOf('\n', at + PIECE)
    const end = at + PIECE >= text.length ? text.length : line > at ? line : wholeAt(text, at + PIECE)
    pieces.push(text.slice(at, end))
    at = text[end] === '\n' ? end + 1 : end
  }
  return pieces
}

/** Not between the halves of a character. */
const wholeAt = (text: string, at: number): number => ((text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at)
