/** Ways in which other servers of this protocol differ, each seen in the wild, switchable for tests. */
import type { Run } from './wire.ts'

export interface Moods {
  /** Keys whose value is null are left out of every answer. */
  dropNulls?: boolean
  /** The whole thread comes back although run_id was asked for. */
  ignoresRunIdFilter?: boolean
  /** Lists come oldest first whatever was asked for. */
  ignoresOrder?: boolean
  /** 404 becomes 500 text/plain. */
  plainErrors?: boolean
  /** There is no /steps. */
  noSteps?: boolean
  /** last_error is a bare string. */
  stringLastError?: boolean
  /** Creating a run answers when the run is over. */
  terminalCreate?: boolean
  /** Any key is good. */
  noAuthCheck?: boolean
  /** POST answers 201. */
  created201?: boolean
  /** The list of assistants begins anew whatever cursor comes, and says that there is more. */
  ignoresCursors?: boolean
  /** The list of assistants comes whole, and a word about more does not come at all. */
  noPages?: boolean
}

/** What the moods make of an answer's body. */
export function recoloured(body: unknown, moods: Moods): unknown {
  if (!moods.dropNulls && !moods.stringLastError) return body
  return recolour(body, moods)
}

function recolour(value: unknown, moods: Moods): unknown {
  if (Array.isArray(value)) return value.map((item) => recolour(item, moods))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([, field]) => !(moods.dropNulls && field === null))
    .map(([name, field]) => {
      const bare = moods.stringLastError && name === 'last_error' && isError(field)
      return [name, bare ? field.message : recolour(field, moods)]
    })
  return Object.fromEntries(entries)
}

const isError = (field: unknown): field is NonNullable<Run['last_error']> =>
  typeof field === 'object' && field !== null && 'message' in field
