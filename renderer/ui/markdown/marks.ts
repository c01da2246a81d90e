/**
 * Puts numbered marks into a markdown text so that the text itself cannot forge one: places are swapped for a private
 * character pair that is first taken out of the text, and after sanitising those become elements of a name that no
 * markdown can produce.
 */
export interface TextMark {
  /** UTF-16 offsets. */
  start: number
  end: number
  /** Null takes the place out without a sign. */
  number: number | null
}

/** The element a mark becomes. */
export const MARK_ELEMENT = 'text-mark'

const OPEN = '\ue0f1'
const CLOSE = '\ue0f2'
const RESERVED = /[\ue0f1\ue0f2]/g
const IN_TEXT = /\ue0f1(\d+)\ue0f2/
const ALL_IN_TEXT = /\ue0f1(\d+)\ue0f2/g
/** The same pair inside an address, where it has been percent-encoded. */
const IN_ADDRESS = /%EE%83%B1\d+%EE%83%B2/gi

/** The text with each place replaced by its sign. Marks must be in order and not overlap. */
export function insertMarks(text: string, marks: readonly TextMark[]): string {
  const clean = text.replace(RESERVED, '\ufffd')
  let at = 0
  let out = ''
  for (const { start, end, number } of marks) {
    if (start < at || end > clean.length || end <= start) continue
    out += clean.slice(at, start) + (number === null ? '' : `${OPEN}${number}${CLOSE}`)
    at = end
  }
  return out + clean.slice(at)
}

interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

/** A rehype plugin, to run after sanitising: signs become elements; in code and addresses they leave no trace. */
export const showMarks = () => (tree: Node) => replaceIn(tree, false)

function replaceIn(node: Node, isCode: boolean): void {
  cleanAddress(node)
  const isInCode = isCode || node.tagName === 'code' || node.tagName === 'pre'
  if (node.children === undefined) return
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text' && IN_TEXT.test(child.value ?? '')) return split(child.value ?? '', isInCode)
    replaceIn(child, isInCode)
    return [child]
  })
}

function split(text: string, isCode: boolean): Node[] {
  if (isCode) return [{ type: 'text', value: text.replace(ALL_IN_TEXT, '[$1]') }]
  return text.split(ALL_IN_TEXT).flatMap((piece, at): Node[] => {
    if (at % 2 === 0) return piece === '' ? [] : [{ type: 'text', value: piece }]
    return [{ type: 'element', tagName: MARK_ELEMENT, properties: { number: piece }, children: [] }]
  })
}

function cleanAddress(node: Node): void {
  const href = node.properties?.['href']
  if (typeof href === 'string' && node.properties !== undefined)
    node.properties['href'] = href.replace(IN_ADDRESS, '').replace(ALL_IN_TEXT, '')
}
