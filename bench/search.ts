/** How fast something is found among 100,000 messages, what the sidebar and the start cost, and how long the index holds the app up. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FIRST_BATCH, nextBatch } from '../electron/conversations/batch-size.ts'
import { createSearchService, type SearchService } from '../electron/conversations/search-service.ts'
import { systemClock } from '../electron/platform/clock.ts'
import { createConversationStore } from '../electron/storage/conversation-store.ts'
import { openHistoryFile } from '../electron/storage/history-file.ts'
import { createSearchStore } from '../electron/storage/search-store.ts'
import { loadSqlite } from '../electron/storage/kept-database.ts'
import type { Database } from '../electron/storage/sqlite.ts'
import { fillHistory } from './search/fill.ts'
import { RARE_WORD } from './search/texts.ts'
import { printTable, quantile, type Cell } from './table.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    conversations: { type: 'string', default: '2000' },
    samples: { type: 'string', default: '30' },
  },
})
const [messages, conversations, samples] = [values.messages, values.conversations, values.samples].map(Number)
const IN_FIRST = 0.1

const QUERIES: readonly (readonly [string, string])[] = [
  ['common word', 'order'],
  ['common word, still typed', 'ord'],
  ['one letter', 't'],
  ['two words', 'weather taip'],
  ['rare word', RARE_WORD],
  ['function', 'get_order'],
  ['one character', '天'],
  ['two characters', '退款'],
  ['a Chinese sentence', '今天天氣很好'],
  ['English and Chinese', 'order 發票'],
  ['nothing', 'nothinglikeit'],
]

const open = await loadSqlite()
const folders: string[] = []
try {
  await measure()
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const empty = newFolder()
  openHistoryFile({ folder: empty, open, now }).database.close()
  const full = newFolder()
  const { database } = openHistoryFile({ folder: full, open, now })
  const ids = fillHistory(database, {
    messages: messages ?? 0,
    conversations: conversations ?? 0,
    inFirst: Math.round((messages ?? 0) * IN_FIRST),
    assistantIds: ['one', 'two', 'three'],
    endsAt: now(),
  })
  const before = sizeOf(full, database)
  tellIndexing(database)
  console.log(`\nHistory: ${before} MB without the index, ${sizeOf(full, database)} MB with it.`)
  database.close()
  const again = openHistoryFile({ folder: full, open, now }).database
  const service = createSearchService({
    store: createSearchStore(again),
    conversations: createConversationStore(again, now),
    clock: systemClock,
    reportBug: console.error,
  })
  tellSearches(service)
  await tellFinding(service, ids[0] ?? '')
  tellSidebar(again)
  again.close()
  await tellStart(empty, full)
}

function tellIndexing(database: Database): void {
  const store = createSearchStore(database)
  const took: number[] = []
  for (let batch = FIRST_BATCH; store.countWaiting() > 0; batch = nextBatch(batch, took.at(-1) ?? 0))
    took.push(timed(() => store.takeIn(batch)))
  const total = took.reduce((sum, ms) => sum + ms, 0)
  console.log(
    `\n## Taking ${messages} messages into the index, as many at a time as take a few milliseconds\n`,
  )
  printTable([
    ['batches', 'total s', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'],
    [
      took.length,
      (total / 1000).toFixed(1),
      ...spread(took),
      quantile(took, 0.99).toFixed(1),
      Math.max(...took).toFixed(1),
    ],
  ])
}

function tellSearches(service: SearchService): void {
  console.log(`\n## First results in all ${conversations} conversations\n`)
  const rows = QUERIES.map(([what, text]): Cell[] => {
    let found = 0
    const took = Array.from({ length: samples ?? 1 }, () =>
      timed(() => {
        found = service.everywhere({ text, limit: 30, assistantId: null, before: null }).found.length
      }),
    )
    return [what, text, found, (took[0] ?? 0).toFixed(1), ...spread(took)]
  })
  printTable([['looked for', 'typed', 'listed', 'first ms', 'p50 ms', 'p95 ms'], ...rows])
}

async function tellFinding(service: SearchService, conversationId: string): Promise<void> {
  console.log('\n## Every place in the longest conversation, counted in pieces\n')
  const rows: Cell[][] = [['typed', 'messages', 'ms']]
  for (const text of ['order', '退款', RARE_WORD]) {
    const startedAt = performance.now()
    const { matches } = await service.inConversation({ conversationId, text })
    rows.push([text, matches.length, (performance.now() - startedAt).toFixed(0)])
  }
  printTable(rows)
}

/** The list is made of headers: the plan must not name the table of messages. */
function tellSidebar(database: Database): void {
  const store = createConversationStore(database, now)
  const took = Array.from({ length: samples ?? 1 }, () => timed(() => store.list()))
  const plan = database
    .prepare(
      `EXPLAIN QUERY PLAN SELECT c.*, EXISTS (SELECT 1 FROM runs r WHERE r.conversation_id = c.id AND r.is_open = 1)
       FROM conversations c WHERE c.removed_at IS NULL ORDER BY c.updated_at DESC`,
    )
    .all()
    .map((row) => String(row['detail']))
  console.log('\n## The sidebar\n')
  printTable([
    ['conversations', 'p50 ms', 'p95 ms', 'reads messages'],
    [store.list().length, ...spread(took), plan.some((line) => / m |messages/.test(line)) ? 'yes' : 'no'],
  ])
}

/** In turns, because the machine is shared. After a proper end the file is not read again; after any other it is checked first. */
async function tellStart(empty: string, full: string): Promise<void> {
  const rows: Cell[][] = [
    ['messages', 'after a proper end p50 ms', 'p95 ms', 'after a crash p50 ms', 'p95 ms'],
  ]
  const newTimes = (): Record<'proper' | 'crash', number[]> => ({ proper: [], crash: [] })
  const starts = [
    { count: 0, folder: empty, took: newTimes() },
    { count: messages ?? 0, folder: full, took: newTimes() },
  ]
  for (let round = 0; round < 7; round += 1)
    for (const { folder, took } of starts) {
      took.crash.push(timed(() => openHistoryFile({ folder, open, now }).database.close()))
      await openHistoryFile({ folder, open, now }).close()
      took.proper.push(timed(() => openHistoryFile({ folder, open, now }).database.close()))
    }
  for (const { count, took } of starts) rows.push([count, ...spread(took.proper), ...spread(took.crash)])
  console.log('\n## Opening the history\n')
  printTable(rows)
}

function spread(took: readonly number[]): [string, string] {
  return [quantile(took, 0.5).toFixed(1), quantile(took, 0.95).toFixed(1)]
}

function now(): number {
  return Date.now()
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-search-'))
  folders.push(folder)
  return folder
}

function sizeOf(folder: string, database: Database): number {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return Math.round(statSync(join(folder, 'history.db')).size / 1e6)
}

function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
