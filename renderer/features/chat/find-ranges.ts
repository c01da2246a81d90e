/** Finds the places in the drawn text of a message, as ranges: nothing in the page is changed for it. */
import { placesOf, type Phrase } from '../../../shared/domain/search-words.ts'

const BLOCKS = 'p,li,td,th,h1,h2,h3,h4,h5,h6,pre,div,dt,dd,blockquote,summary,article'
/** What is drawn and not said. */
const NOT_SAID = 'button,.sr-only,[aria-hidden="true"],svg,footer'

interface Piece {
  node: Text
  /** Where its text begins in the whole. */
  start: number
}

/** In the order of the text. */
export function rangesIn(message: Element, phrases: readonly Phrase[]): Range[] {
  const { text, pieces } = drawnText(message)
  return [...placesOf(text, phrases)].flatMap(({ start, end }) => {
    const [from, to] = [pieceAt(pieces, start), pieceAt(pieces, end - 1)]
    if (from === undefined || to === undefined) return []
    const range = document.createRange()
    range.setStart(from.node, start - from.start)
    range.setEnd(to.node, end - to.start)
    return [range]
  })
}

/** The text with a line break between blocks, so that words of two paragraphs do not become one. */
function drawnText(message: Element): { text: string; pieces: Piece[] } {
  const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT)
  const pieces: Piece[] = []
  let text = ''
  let block: Element | null = null
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement } = node
    if (!(node instanceof Text) || parentElement === null || parentElement.closest(NOT_SAID) !== null)
      continue
    const itsBlock = parentElement.closest(BLOCKS)
    if (itsBlock !== block && text !== '') text += '\n'
    block = itsBlock
    pieces.push({ node, start: text.length })
    text += node.data
  }
  return { text, pieces }
}

const pieceAt = (pieces: readonly Piece[], at: number): Piece | undefined =>
  pieces.findLast(({ start, node }) => start <= at && at < start + node.length)
