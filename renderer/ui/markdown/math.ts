/** Formulas: their renderer is fetched only when a text has one. */
import type { MathPlugin } from 'streamdown'

/** `$$…$$`, `\(…\)` and `\[…\]`. A single dollar is money. */
export const hasMath = (text: string): boolean => /\$\$|\\\(|\\\[/.test(text)

/** The plugin and its style sheet. */
export async function loadMath(): Promise<MathPlugin> {
  const [{ createMathPlugin }] = await Promise.all([
    import('@streamdown/math'),
    import('katex/dist/katex.min.css'),
  ])
  return createMathPlugin({ singleDollarTextMath: false })
}
