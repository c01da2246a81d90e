/** Reads the journal of runs in the history database, which turn-store writes. */
import { plainText, titleFrom } from '../../shared/domain/conversation.ts'
import type { RunTitle } from '../../shared/domain/inspection.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { JournalEntry } from '../../shared/domain/timeline.ts'
import type { Journal } from '../conversations/store-ports.ts'
import { toMessage } from './rows.ts'
import type { Database, Row } from './sqlite.ts'

/** A run whose journal is longer than this has its newest events read. */
const LONGEST_JOURNAL = 5_000

/** More than this nobody picks from a list. */
const MOST_TITLES = 200

export function createJournal(database: Database): Journal {
  const eventsOf = database.prepare(
    'SELECT at, event FROM (SELECT seq, at, event FROM journal WHERE run_id = ? ORDER BY seq DESC LIMIT ?) ORDER BY seq',
  )
  // Broken records count as runs without usage: `json_extract` would throw on them.
  const usageOf = database.prepare(
    `SELECT count(*) AS runs, count(usage) AS counted,
       coalesce(sum(json_extract(usage, '$.prompt')), 0) AS prompt,
       coalesce(sum(json_extract(usage, '$.completion')), 0) AS completion,
       coalesce(sum(json_extract(usage, '$.total')), 0) AS total
     FROM (SELECT CASE WHEN json_valid(record) THEN json_extract(record, '$.usage') END AS usage
           FROM runs WHERE conversation_id = ?)`,
  )
  const runsOf = database.prepare(
    `SELECT r.id AS run, r.started_at AS began, m.* FROM runs r LEFT JOIN messages m ON m.id = r.message_id
     WHERE r.conversation_id = ? ORDER BY r.rowid DESC LIMIT ?`,
  )
  return {
    eventsOf: (runId) => eventsOf.all(runId, LONGEST_JOURNAL).map(toEntry),
    runsOf: (conversationId) => runsOf.all(conversationId, MOST_TITLES).map(toTitle),
    usageOf(conversationId) {
      const row = usageOf.get(conversationId) ?? {}
      const usage = {
        prompt: Number(row['prompt']),
        completion: Number(row['completion']),
        total: Number(row['total']),
      }
      return { runs: Number(row['runs']), counted: Number(row['counted']), usage }
    },
  }
}

const toTitle = (row: Row): RunTitle => ({
  id: String(row['run']),
  title: row['content'] === null ? '' : titleFrom(plainText(toMessage(row))),
  startedAt: Number(row['began']),
})

const toEntry = (row: Row): JournalEntry => ({ at: Number(row['at']), event: toEvent(String(row['event'])) })

/** The list an event of this type must hold for the timeline to be made of it. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['steps-changed', 'steps'],
  ['results-needed', 'calls'],
  ['results-given', 'results'],
] satisfies [RunEvent['type'], string][])

/** Written by `saveRun`, perhaps of an earlier or later version; what cannot be read is null. */
function toEvent(json: string): RunEvent | null {
  try {
    const event: unknown = JSON.parse(json)
    if (typeof event !== 'object' || event === null || !('type' in event)) return null
    const list = typeof event.type === 'string' ? LISTS.get(event.type) : undefined
    const isWhole = list === undefined || Array.isArray(new Map(Object.entries(event)).get(list))
    // A type that only a later version knows is for the reader to recognise.
    return typeof event.type === 'string' && isWhole ? (event as RunEvent) : null
  } catch {
    return null
  }
}
