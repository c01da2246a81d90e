/** Writes a conversation as JSON, a page at a time: for programs, and for being read again one day. */
import type { ExportSubject } from './export-subject.ts'

/** Pieces of one valid document in the shape of `ExportFile`. */
export function* writeJson({ head, pages, runPages }: ExportSubject): Generator<string, void> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`
  yield* listed(pages(), ({ messages }) => messages)
  yield '],\n  "runs": ['
  yield* listed(runPages(), (runs) => runs)
  yield ']\n}\n'
}

function* listed<P>(pages: Iterable<P>, entriesOf: (page: P) => unknown[]): Generator<string, void> {
  let isFirst = true
  for (const page of pages) {
    // U+2028 and U+2029 end a line for older readers of JavaScript.
    const entries = entriesOf(page).map((entry) => JSON.stringify(entry).replace(/[\u2028\u2029]/g, escaped))
    if (entries.length > 0) yield `${isFirst ? '' : ','}\n    ${entries.join(',\n    ')}`
    isFirst &&= entries.length === 0
    // Also where there is nothing to write, so that whoever listens can stop.
    yield ''
  }
  if (!isFirst) yield '\n  '
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16)}`
