/** Formulas: recognised in the markdown, drawn by a component that is fetched only when a text has one. */
import type { MathPlugin } from 'streamdown'

/** The element a formula becomes. */
export const FORMULA_ELEMENT = 'text-formula'

/** `$$…$$`, `\(…\)` and `\[…\]`. A single dollar is money. */
export const hasMath = (text: string): boolean => /\$\$|\\\(|\\\[/.test(text)

const CODE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/

/** Writes `\(…\)` and `\[…\]` the way the parser knows, but not in code. */
export const writeDollars = (text: string): string =>
  text
    .split(CODE)
    .map((piece, at) =>
      at % 2 === 1
        ? piece
        : piece
            .replace(/\\\[([\s\S]+?)\\\]/g, (_all, tex: string) => `\n$$\n${tex.trim()}\n$$\n`)
            .replace(/\\\((.+?)\\\)/g, (_all, tex: string) => `$$${tex}$$`),
    )
    .join('')

/**
 * The usual rehype plugin draws formulas by parsing HTML, which trusted types forbid, so ours only names the place and
 * `Formula` draws it node by node.
 */
export async function loadMath(): Promise<MathPlugin> {
  const { createMathPlugin } = await import('@streamdown/math')
  return { ...createMathPlugin({ singleDollarTextMath: false }), rehypePlugin: nameFormulas }
}

interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

const nameFormulas = () => (tree: Node) => nameIn(tree)

function nameIn(node: Node): void {
  for (const child of node.children ?? []) {
    const inner = child.tagName === 'pre' ? child.children?.[0] : child
    const classes = inner?.properties?.['className']
    const isMath = inner?.tagName === 'code' && Array.isArray(classes) && classes.includes('language-math')
    if (!isMath) nameIn(child)
    else {
      child.tagName = FORMULA_ELEMENT
      child.properties = { tex: textOf(inner), display: inner === child ? 'no' : 'yes' }
      child.children = []
    }
  }
}

const textOf = ({ value, children }: Node): string => value ?? (children ?? []).map(textOf).join('')
