/** Turns any text into HTML that shows it and does nothing else: fences become code, the rest paragraphs. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Characters no HTML may hold; a lone half of a pair would be written as a question mark anyway. */
const NOT_IN_HTML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu

/** For texts and for values between double quotes. */
export const escapeHtml = (text: string): string =>
  text.replace(NOT_IN_HTML, '\ufffd').replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')

interface Piece {
  isCode: boolean
  lines: string[]
}

/** What someone said, as Markdown writes it: code in fences keeps its shape, lines stay lines. */
export const saidHtml = (text: string): string =>
  piecesOf(text)
    .map(({ isCode, lines }) => {
      if (isCode) return `<pre dir="ltr"><code>${escapeHtml(lines.join('\n'))}</code></pre>`
      return lines
        .join('\n')
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => `<p dir="auto">${inlineHtml(paragraph)}</p>`)
        .join('')
    })
    .join('')

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [{ isCode: false, lines: [] }]
  let fence: string | null = null
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === null && marks !== undefined) {
      fence = marks
      pieces.push({ isCode: true, lines: [] })
    } else if (fence !== null && isEnd(line, fence)) {
      fence = null
      pieces.push({ isCode: false, lines: [] })
    } else pieces.at(-1)?.lines.push(line)
  }
  return pieces
}

const isEnd = (line: string, fence: string): boolean => {
  const marks = line.trim()
  return marks.length >= fence.length && marks === (fence[0] ?? '').repeat(marks.length)
}

/** Heavy words and code within a line; everything else as it was written. */
const inlineHtml = (text: string): string =>
  text
    .split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/)
    .map((piece, at) => {
      if (at % 2 === 0) return escapeHtml(piece)
      return piece.startsWith('`')
        ? `<code>${escapeHtml(piece.slice(1, -1))}</code>`
        : `<strong>${escapeHtml(piece.slice(2, -2))}</strong>`
    })
    .join('')
