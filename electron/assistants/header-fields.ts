/** Judges headers and query parameters a person adds to every request: what may be there, and what has its own field. */
import type { QueryParameter } from '../../shared/domain/connection.ts'
import { looksSecret } from '../../shared/domain/base-url.ts'
import type { FieldProblem } from '../../shared/errors.ts'

export interface HeaderRow {
  name: string
  value: string
}

const MOST_ROWS = 32
const LONGEST_VALUE = 4_000
/** RFC 9110, 5.6.2 and 5.5. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i
const VALUE = /^[\x20-\x7e]+$/

const SIGNS_IN = /^(authorization|api-key|proxy-authorization)$/i
const HAS_FIELD = /^openai-(organization|project)$/i
/** What the app, the connection, or the protocol itself decides. */
const RESERVED =
  /^(host|cookie2?|set-cookie|connection|keep-alive|upgrade|te|trailer|transfer-encoding|expect|date|via|accept|accept-(encoding|charset)|content-.*|openai-beta|proxy-.*|sec-.*|origin|referer|http2-settings)$/i

/** Rows with nothing in them are left out. */
export const writtenRows = <R extends HeaderRow>(rows: readonly R[]): R[] =>
  rows
    .map((row) => ({ ...row, name: row.name.trim(), value: row.value.trim() }))
    .filter(({ name, value }) => name !== '' || value !== '')

/** The first thing wrong with any of them. `isKept` says whether a header has a value that an empty field keeps. */
export function headersProblem(
  rows: readonly HeaderRow[],
  isKept: (name: string) => boolean,
): FieldProblem | null {
  if (rows.length > MOST_ROWS) return 'too-long'
  const names = rows.map(({ name }) => name.toLowerCase())
  if (new Set(names).size < names.length) return 'duplicate'
  return firstOf(rows.map((row) => headerProblem(row, isKept)))
}

function headerProblem({ name, value }: HeaderRow, isKept: (name: string) => boolean): FieldProblem | null {
  if (name === '') return 'required'
  if (SIGNS_IN.test(name)) return 'header-signs-in'
  if (HAS_FIELD.test(name)) return 'header-has-field'
  if (RESERVED.test(name)) return 'header-reserved'
  if (!TOKEN.test(name)) return 'unsafe-characters'
  if (value === '') return isKept(name) ? null : 'required'
  if (value.length > LONGEST_VALUE) return 'too-long'
  return VALUE.test(value) ? null : 'unsafe-characters'
}

/** The first thing wrong with any of them. */
export function queryProblem(rows: readonly QueryParameter[]): FieldProblem | null {
  if (rows.length > MOST_ROWS) return 'too-long'
  if (new Set(rows.map(({ name }) => name)).size < rows.length) return 'duplicate'
  return firstOf(
    rows.map(({ name, value }) => {
      if (name === '') return 'required'
      if (looksSecret({ name, value })) return 'secret-in-url'
      return /[\p{Cc}\p{Cs}]/u.test(name + value) ? 'unsafe-characters' : null
    }),
  )
}

const firstOf = (found: readonly (FieldProblem | null)[]): FieldProblem | null =>
  found.find((problem) => problem !== null) ?? null
