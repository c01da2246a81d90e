/** Every schema that ever landed is brought up to date with everything in it, whenever the app is killed meanwhile. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openHistoryFile } from './history-file.ts'
import { migrate, SCHEMA_VERSION, schemaVersion, STEPS } from './migrations.ts'
import { CONTENT_TABLES } from './replace-history.ts'
import { loadSqlite } from './kept-database.ts'
import type { Database, Row } from './sqlite.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'
import { killPoints } from './test-kill-points.ts'

const open = await loadSqlite()
const VERSIONS = STEPS.map((_step, index) => index + 1)
const CHILD = new URL('test-killed-migration.ts', import.meta.url).pathname
/** BEGIN, the step, its number, COMMIT. */
const STATEMENTS_A_STEP = 4

/** A step that has landed is never edited: histories that took it would be of another shape than new ones. */
const LANDED = [
  'a943d435310acf3d',
  '556e0de618ed3e8e',
  'f367fab46be2e264',
  '075fccb96168d7f9',
  'e880b9e106efcbf1',
]

describe('a step of the schema', () => {
  it('is never edited once it has landed; a new one is added to this list and gets a schema in schemas/', () => {
    expect(STEPS.map((sql) => createHash('sha256').update(sql).digest('hex').slice(0, 16))).toEqual(LANDED)
  })

  it('makes no table that nobody knows: it is content that is brought back, or made from content again', () => {
    const place = createTestFolder(IN_MEMORY)
    const { database } = openHistoryFile({ ...place, open })
    const tables = namesOf(database).filter((name) => !/^sqlite_|^search_/.test(name))
    expect(tables.toSorted()).toEqual([...CONTENT_TABLES].toSorted())
  })
})

describe.each(VERSIONS)('a history of schema %i', (version) => {
  it('has rows in every table it knows', () => {
    const { rows } = historyOf(version)
    for (const [table, found] of rows) expect({ table, count: found.length }).not.toEqual({ table, count: 0 })
  })

  it('is brought up to date with everything still in it', () => {
    const { place, rows } = historyOf(version)
    expectAllOf(rows, openHistoryFile({ ...place, open }).database)
  })

  it('is whole after a kill between and within the steps', () => {
    const { place, rows } = historyOf(version)
    const database = open(place.at('history.db'))
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
    const killed = killPoints(database, place.at('history.db'), migrate)
    database.close()
    expect(killed).toHaveLength((SCHEMA_VERSION - version) * STATEMENTS_A_STEP + 1)
    for (const left of killed) expectWhole(left, rows)
  })
})

describe('a process that is really killed', () => {
  // The first statement of the longest way, one within a step, and the last commit.
  it.each([0, 6, 15])('before statement %i leaves a whole history too', (killedAt) => {
    const { place, rows } = historyOf(1)
    const child = spawnSync(process.execPath, [CHILD, place.at('history.db'), String(killedAt)])
    expect(child.signal).toBe('SIGKILL')
    expectWhole(place, rows)
  })
})

type Rows = Map<string, Row[]>

function historyOf(version: number) {
  const place = createTestFolder(IN_MEMORY)
  const database = open(place.at('history.db'))
  database.exec(readFileSync(new URL(`schemas/schema-${version}.sql`, import.meta.url), 'utf8'))
  const rows: Rows = new Map(
    namesOf(database)
      .filter((name) => !/^sqlite_|^search_text/.test(name))
      .map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all()]),
  )
  expect(schemaVersion(database)).toBe(version)
  database.close()
  return { place, rows }
}

function expectWhole(place: ReturnType<typeof createTestFolder>, rows: Rows) {
  const { database, recovery } = openHistoryFile({ ...place, open })
  expect(recovery).toBeNull()
  expectAllOf(rows, database)
  database.close()
}

function expectAllOf(before: Rows, database: Database) {
  expect(schemaVersion(database)).toBe(SCHEMA_VERSION)
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  for (const [table, rows] of before) {
    const after = database.prepare(`SELECT * FROM ${table}`).all()
    for (const row of rows) expect(after).toContainEqual(expect.objectContaining({ ...row }))
  }
}

const namesOf = (database: Database): string[] =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name))
