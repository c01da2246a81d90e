/** Finds the arithmetic or the list of numbers in what a person wrote. Pure. */

export type ListWish = 'average' | 'sum' | 'median' | 'chart'

/** The longest stretch of the text that looks like arithmetic; undefined when there is none. */
export function expressionIn(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/square root of|根號|√/gi, ' sqrt ')
    .replace(/percent|趴/gi, '%')
    .replace(/百分之\s*(\d+(?:\.\d+)?)/g, '$1% ')
    .replace(/×|乘以|乘|(?<=[\d)])\s*[xX]\s*(?=[\d(])/g, '*')
    .replace(/÷|除以/g, '/')
    .replace(/加上?/g, '+')
    .replace(/減去?|−|–/g, '-')
    .replace(/π|圓周率/g, ' pi ')
    .replace(/的/g, ' of ')
  const stretches = plain.match(/(?:\d+(?:\.\d+)?|\.\d+|[-+*/^%()\s]|\b(?:sqrt|pi|of)\b)+/gi) ?? []
  return stretches
    .map((stretch) => stretch.trim().replace(/^(?:of\s+|[*/^%)]\s*)+|(?:\s+of|\s*[-+*/^(])+$/gi, ''))
    .filter(
      (stretch) => /\d|pi/i.test(stretch) && /[-+*/^%]|sqrt/i.test(stretch.replace(/^[-+]\s*[\d.]+$/, '')),
    )
    .toSorted((a, b) => b.length - a.length)[0]
}

const WISHES: [wish: ListWish, words: RegExp][] = [
  ['chart', /\b(chart|plot|graph|bars?)\b|圖/i],
  ['average', /\b(average|mean)\b|平均/i],
  ['median', /\bmedian\b|中位/i],
  ['sum', /\b(sum|total)\b|總和|加總|合計/i],
]

const MOST_NUMBERS = 24

/** The numbers behind a word like average, 平均, chart or 圖表; undefined when there is no such word or no number. */
export function listIn(text: string): { wish: ListWish; numbers: number[] } | undefined {
  const plain = text.normalize('NFKC')
  const wish = WISHES.find(([, words]) => words.test(plain))?.[0]
  const numbers = (plain.match(/(?<![\d.])-?\d+(?:\.\d+)?/g) ?? []).map(Number).slice(0, MOST_NUMBERS)
  return wish && numbers.length > 0 && numbers.every((number) => Math.abs(number) < 1e12)
    ? { wish, numbers }
    : undefined
}
