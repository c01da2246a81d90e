/** Finds the first place where a text is not JSON, and says which mistake it is. `JSON.parse` says that it is wrong; this says where. Pure. */

/** What is wrong, as far as the text tells. */
export type JsonMistake =
  | 'early-end'
  | 'no-value'
  | 'bad-value'
  | 'no-key'
  | 'no-colon'
  | 'no-comma'
  | 'extra-comma'
  | 'single-quotes'
  | 'open-text'
  | 'bad-escape'
  | 'control'
  | 'bad-number'
  | 'more'

export interface JsonProblem {
  mistake: JsonMistake
  /** Both from 1, as an editor counts. */
  line: number
  column: number
}

/** Null when the text is JSON. */
export function checkJson(text: string): JsonProblem | null {
  const found = new Reader(text).read()
  return found === null ? null : { mistake: found.mistake, ...placeOf(text, found.at) }
}

interface Found {
  mistake: JsonMistake
  at: number
}

class Wrong extends Error {
  readonly found: Found

  constructor(found: Found) {
    super(found.mistake)
    this.found = found
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[^\s,:[\]{}"']+/y
const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y
/** Deeper nesting is nothing a person types. */
const DEEPEST = 500

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): Found | null {
    try {
      this.#value(0)
      this.#space()
      return this.#at < this.#text.length ? { mistake: 'more', at: this.#at } : null
    } catch (thrown) {
      if (thrown instanceof Wrong) return thrown.found
      throw thrown
    }
  }

  #value(depth: number): void {
    this.#space()
    const sign = this.#text[this.#at]
    if (sign === undefined) this.#fail('early-end')
    if (sign === '"') return this.#string()
    if (sign === '{' || sign === '[') return this.#members(sign, depth)
    if (sign === "'") this.#fail('single-quotes')
    if (sign === ',' || sign === ':' || sign === '}' || sign === ']') this.#fail('no-value')
    this.#word()
  }

  /** The inside of an object or a list, up to its closing bracket. */
  #members(open: '{' | '[', depth: number): void {
    if (depth > DEEPEST) this.#fail('bad-value')
    const close = open === '{' ? '}' : ']'
    this.#at += 1
    if (this.#next() === close) return this.#step()
    for (;;) {
      if (open === '{') this.#key()
      this.#value(depth + 1)
      const sign = this.#next()
      if (sign === close) return this.#step()
      if (sign !== ',') this.#fail(sign === undefined ? 'early-end' : 'no-comma')
      const comma = this.#at
      this.#at += 1
      const after = this.#next()
      if (after === close || after === ',') this.#fail('extra-comma', comma)
    }
  }

  #key(): void {
    const sign = this.#next()
    if (sign !== '"') this.#fail(sign === undefined ? 'early-end' : sign === "'" ? 'single-quotes' : 'no-key')
    this.#string()
    const colon = this.#next()
    if (colon !== ':') this.#fail(colon === undefined ? 'early-end' : 'no-colon')
    this.#at += 1
  }

  #string(): void {
    const begin = this.#at
    for (this.#at += 1; ; this.#at += 1) {
      const sign = this.#text[this.#at]
      if (sign === undefined) this.#fail('open-text', begin)
      if (sign === '"') return this.#step()
      if (sign < ' ') this.#fail('control')
      if (sign === '\\') this.#escape()
    }
  }

  #escape(): void {
    ESCAPE.lastIndex = this.#at + 1
    const found = ESCAPE.exec(this.#text)
    if (found === null) this.#fail(this.#at + 1 < this.#text.length ? 'bad-escape' : 'early-end')
    this.#at += found[0].length
  }

  #word(): void {
    WORD.lastIndex = this.#at
    const word = WORD.exec(this.#text)?.[0] ?? ''
    NUMBER.lastIndex = this.#at
    const isNumber = NUMBER.exec(this.#text)?.[0] === word && word !== ''
    if (!isNumber && !['true', 'false', 'null'].includes(word))
      this.#fail(/^[-+.\d]/.test(word) ? 'bad-number' : 'bad-value')
    this.#at += word.length
  }

  /** The next sign that is no space, not taken yet. */
  #next(): string | undefined {
    this.#space()
    return this.#text[this.#at]
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #step(): void {
    this.#at += 1
  }

  #fail(mistake: JsonMistake, at = this.#at): never {
    throw new Wrong({ mistake, at })
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
