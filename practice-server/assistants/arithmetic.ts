/** Reads and computes arithmetic without ever running text as code: + - * / ^ %, brackets, sqrt, pi. Pure. */

export type Sum =
  | { kind: 'number'; value: number }
  | { kind: 'negative' | 'root' | 'percent'; of: Sum }
  | { kind: 'binary'; sign: Sign; left: Sum; right: Sum }

export type Sign = '+' | '-' | '*' | '/' | '%' | '^'

export type ProblemKind = 'unreadable' | 'division-by-zero' | 'root-of-negative' | 'too-big' | 'too-long'

/** Why there is no result. */
export class ArithmeticProblem extends Error {
  readonly kind: ProblemKind
  constructor(kind: ProblemKind) {
    super(kind)
    this.name = 'ArithmeticProblem'
    this.kind = kind
  }
}

const LONGEST = 500
const DEEPEST = 60
const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|(sqrt|pi|of)|([-+*/^%()]))/iy

interface Reader {
  tokens: string[]
  at: number
  depth: number
}

/** Throws an ArithmeticProblem when the text is not arithmetic from end to end. */
export function parse(text: string): Sum {
  if (text.length > LONGEST) throw new ArithmeticProblem('too-long')
  const reader: Reader = { tokens: tokensOf(text), at: 0, depth: 0 }
  const whole = added(reader)
  if (reader.at < reader.tokens.length) throw new ArithmeticProblem('unreadable')
  return whole
}

function takes(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false
  reader.at++
  return true
}

/** Brackets and signs may nest only so far, or a hostile text would overflow the stack. */
function deeper(reader: Reader, read: (reader: Reader) => Sum): Sum {
  if (++reader.depth > DEEPEST) throw new ArithmeticProblem('too-long')
  const found = read(reader)
  reader.depth--
  return found
}

function added(reader: Reader): Sum {
  let left = product(reader)
  for (;;) {
    if (takes(reader, '+')) left = binary('+', left, product(reader))
    else if (takes(reader, '-')) left = binary('-', left, product(reader))
    else return left
  }
}

function product(reader: Reader): Sum {
  let left = signed(reader)
  for (;;) {
    if (takes(reader, '*') || takes(reader, 'of')) left = binary('*', left, signed(reader))
    else if (takes(reader, '/')) left = binary('/', left, signed(reader))
    else if (takes(reader, '%')) left = binary('%', left, signed(reader))
    else return left
  }
}

function signed(reader: Reader): Sum {
  if (takes(reader, '-')) return { kind: 'negative', of: deeper(reader, signed) }
  return takes(reader, '+') ? deeper(reader, signed) : power(reader)
}

function power(reader: Reader): Sum {
  const base = percent(reader)
  // To the right first: 2^3^2 is 2^9. The exponent may carry a sign.
  return takes(reader, '^') ? binary('^', base, deeper(reader, signed)) : base
}

function percent(reader: Reader): Sum {
  let found = atom(reader)
  while (reader.tokens[reader.at] === '%' && !startsOperand(reader.tokens[reader.at + 1])) {
    reader.at++
    found = { kind: 'percent', of: found }
  }
  return found
}

function atom(reader: Reader): Sum {
  if (takes(reader, 'sqrt')) return { kind: 'root', of: deeper(reader, atom) }
  if (takes(reader, 'pi')) return { kind: 'number', value: Math.PI }
  if (takes(reader, '(')) {
    const inner = deeper(reader, added)
    if (!takes(reader, ')')) throw new ArithmeticProblem('unreadable')
    return inner
  }
  const value = Number(reader.tokens[reader.at] ?? 'none')
  if (Number.isNaN(value)) throw new ArithmeticProblem('unreadable')
  reader.at++
  return { kind: 'number', value }
}

const binary = (sign: Sign, left: Sum, right: Sum): Sum => ({ kind: 'binary', sign, left, right })

/** "17 % 5" is a remainder, "20 % of 50" and "20 % + 1" are percents. */
const startsOperand = (token: string | undefined) => token !== undefined && /^[\d.(]|^sqrt$|^pi$/.test(token)

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text)
    if (!found) throw new ArithmeticProblem('unreadable')
    tokens.push((found[1] ?? found[2] ?? found[3] ?? '').toLowerCase())
  }
  if (tokens.length === 0) throw new ArithmeticProblem('unreadable')
  return tokens
}

/** Throws an ArithmeticProblem when there is no finite real result. */
export function compute(sum: Sum): number {
  const value = valueOf(sum)
  if (Number.isFinite(value)) return value
  throw new ArithmeticProblem(Number.isNaN(value) ? 'root-of-negative' : 'too-big')
}

function valueOf(sum: Sum): number {
  switch (sum.kind) {
    case 'number':
      return sum.value
    case 'negative':
      return -valueOf(sum.of)
    case 'percent':
      return valueOf(sum.of) / 100
    case 'root':
      return Math.sqrt(valueOf(sum.of))
    case 'binary':
      return combine(sum.sign, valueOf(sum.left), valueOf(sum.right))
    default:
      return unknown(sum)
  }
}

function combine(sign: Sign, left: number, right: number): number {
  if ((sign === '/' || sign === '%') && right === 0) throw new ArithmeticProblem('division-by-zero')
  if (sign === '+') return left + right
  if (sign === '-') return left - right
  if (sign === '*') return left * right
  if (sign === '/') return left / right
  // As in Python, which the code step shows: the remainder takes the divisor's sign.
  if (sign === '%') return left - right * Math.floor(left / right)
  return left ** right
}

/** The same sum as Python would have it. */
export function inPython(sum: Sum): string {
  switch (sum.kind) {
    case 'number':
      return sum.value === Math.PI ? 'math.pi' : String(sum.value)
    case 'negative':
      return `-${bracketed(sum.of)}`
    case 'percent':
      return `(${inPython(sum.of)} / 100)`
    case 'root':
      return `math.sqrt(${inPython(sum.of)})`
    case 'binary':
      return `${bracketed(sum.left)} ${sum.sign === '^' ? '**' : sum.sign} ${bracketed(sum.right)}`
    default:
      return unknown(sum)
  }
}

function unknown(sum: never): never {
  throw new Error(`no such sum: ${JSON.stringify(sum)}`)
}

const bracketed = (sum: Sum) =>
  sum.kind === 'binary' || sum.kind === 'negative' ? `(${inPython(sum)})` : inPython(sum)

/** Twelve significant digits hide the tail that binary fractions leave behind. */
export const shown = (value: number) => String(Number(value.toPrecision(12)))
