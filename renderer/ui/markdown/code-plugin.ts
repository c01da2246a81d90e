/** Colours code in a worker, so that a long block never holds up the window; until it answers the code is shown plain. */
import type { CodeHighlighterPlugin, HighlightResult } from 'streamdown'
import { languageFor, LANGUAGES } from './languages.ts'
import { startHighlighter } from './highlight-client.ts'

type Callback = (result: HighlightResult) => void

/** Blocks whose colours are kept, the oldest given up first. */
const KEPT = 200
/** Above this the colours are not worth the wait. */
const LONGEST_CODE = 60_000

const done = new Map<string, HighlightResult>()
const waiting = new Map<string, Set<Callback>>()
let highlighter: ReturnType<typeof startHighlighter> | null = null

export const codePlugin: CodeHighlighterPlugin = {
  name: 'shiki',
  type: 'code-highlighter',
  getSupportedLanguages: () => [...LANGUAGES],
  getThemes: () => ['github-light', 'github-dark'],
  supportsLanguage: (language) => languageFor(language) !== null,
  highlight({ code, language }, callback) {
    const known = languageFor(language)
    if (known === null || code.length > LONGEST_CODE) return null
    const key = `${known}\n${code}`
    const result = done.get(key)
    if (result !== undefined) return result
    if (callback !== undefined) ask(key, { code, language: known }, callback)
    return null
  },
}

function ask(key: string, block: { code: string; language: string }, callback: Callback): void {
  const others = waiting.get(key)
  if (others !== undefined) {
    others.add(callback)
    return
  }
  waiting.set(key, new Set([callback]))
  highlighter ??= startHighlighter(receive)
  highlighter({ key, ...block })
}

function receive(key: string, result: HighlightResult | null): void {
  const callbacks = waiting.get(key)
  waiting.delete(key)
  if (result === null) return
  done.set(key, result)
  const [oldest] = done.keys()
  if (done.size > KEPT && oldest !== undefined) done.delete(oldest)
  for (const callback of callbacks ?? []) callback(result)
}
