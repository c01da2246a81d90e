/** The Calculator reads what people write and computes what it shows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArithmeticProblem, compute, parse, type Sum } from './arithmetic.ts'
import { expressionIn, listIn } from './sums-in-words.ts'

const result = (text: string) => compute(parse(text))
const problemOf = (text: string) => {
  try {
    return result(text)
  } catch (thrown) {
    return thrown instanceof ArithmeticProblem ? thrown.kind : thrown
  }
}

describe('arithmetic', () => {
  it.each([
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['17 % 5', 2],
    ['-7 % 3', 2],
    ['15% of 80', 12],
    ['200 * 10%', 20],
    ['sqrt(16) + .5', 4.5],
    ['sqrt 9', 3],
  ])('%s is %d', (text, expected) => expect(result(text)).toBeCloseTo(expected, 12))

  it.each([
    ['1 / 0', 'division-by-zero'],
    ['5 % 0', 'division-by-zero'],
    ['sqrt(-1)', 'root-of-negative'],
    ['9 ^ 9 ^ 9', 'too-big'],
    ['(1', 'unreadable'],
    ['1 2', 'unreadable'],
    ['process.exit()', 'unreadable'],
    ['', 'unreadable'],
    ['('.repeat(200), 'too-long'],
    ['-'.repeat(400) + '1', 'too-long'],
  ])('%s has no result: %s', (text, kind) => expect(problemOf(text)).toBe(kind))

  it('computes every sum as its brackets say', () => {
    fc.assert(
      fc.property(anySum, ({ text, value }) => {
        expect(problemOf(text)).toBe(value())
      }),
    )
  })

  it('never does anything but compute or say why not, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.+*/^%() sqrtpiof-]{0,40}$/))
    fc.assert(
      fc.property(text, (words) => {
        expect(typeof problemOf(words)).toMatch(/^(number|string)$/)
      }),
    )
  })
})

describe('what people write', () => {
  it.each([
    ['What is 12 * (3 + 4)?', '12 * (3 + 4)'],
    ['請問 1,200 ÷ 4 是多少？', '1200 / 4'],
    ['80 的 15% 是多少', '80  of  15%'],
    ['根號 2 是多少', 'sqrt  2'],
    ['3 x 4 please', '3*4 '.trim()],
    ['２＋３', '2+3'],
  ])('%s holds %s', (text, expression) =>
    expect(expressionIn(text)?.replace(/\s+/g, ' ')).toBe(expression.replace(/\s+/g, ' ')),
  )

  it.each(['hello', 'I have 5 apples', '2026', ''])('%s holds no arithmetic', (text) =>
    expect(expressionIn(text)).toBeUndefined(),
  )

  it.each([
    ['average of 3, 4, 8', 'average', [3, 4, 8]],
    ['平均 3、4、8', 'average', [3, 4, 8]],
    ['chart 3 -5 8.5', 'chart', [3, -5, 8.5]],
    ['圖表 3 5 8', 'chart', [3, 5, 8]],
  ])('%s is a list', (text, wish, numbers) => expect(listIn(text)).toEqual({ wish, numbers }))
})

/** A sum with every bracket written out, and its value by JavaScript's own arithmetic. */
const anySum = fc.letrec<{ sum: Written }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small' },
    fc.nat(999).map((number): Written => ({ text: String(number), value: () => number })),
    fc
      .tuple(fc.constantFrom<'+' | '-' | '*'>('+', '-', '*'), tie('sum'), tie('sum'))
      .map(([sign, a, b]) => pair(sign, a, b)),
  ),
})).sum

interface Written {
  text: string
  value(): number
}

function pair(sign: Extract<Sum, { kind: 'binary' }>['sign'], a: Written, b: Written): Written {
  const value = () => {
    if (sign === '+') return a.value() + b.value()
    return sign === '-' ? a.value() - b.value() : a.value() * b.value()
  }
  return { text: `(${a.text} ${sign} ${b.text})`, value }
}
