/** When a start may go without the check of the whole history, and when it may not. */
import { existsSync, truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import type { OpenDatabase } from './sqlite.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'

const openReal = await loadSqlite()

describe('a history that was closed properly', () => {
  it('is not read from end to end at the next start', async () => {
    const place = createTestFolder(IN_MEMORY)
    await start(place).history.close()
    expect(start(place).checks()).toBe(0)
  })

  it('is checked once somebody else has written to it', async () => {
    const place = createTestFolder(IN_MEMORY)
    await start(place).history.close()
    const other = openReal(place.at('history.db'))
    other.exec('CREATE TABLE other (x); DROP TABLE other')
    other.close()
    expect(start(place).checks()).toBeGreaterThan(0)
  })

  it('is checked when a log of unknown origin lies beside it', async () => {
    const place = createTestFolder(IN_MEMORY)
    await start(place).history.close()
    place.write('history.db-wal', 'from elsewhere')
    expect(start(place).checks()).toBeGreaterThan(0)
  })

  it('is checked after a start that did not end properly', async () => {
    const place = createTestFolder(IN_MEMORY)
    await start(place).history.close()
    start(place).history.database.close()
    expect(start(place).checks()).toBeGreaterThan(0)
  })

  it('is checked when its note was cut short', async () => {
    const place = createTestFolder(IN_MEMORY)
    await start(place).history.close()
    truncateSync(place.at('history.db-sound'), 3)
    expect(start(place).checks()).toBeGreaterThan(0)
  })
})

describe('a history of which no copy could be made', () => {
  it('is closed all the same, and checked at the next start', async () => {
    const place = createTestFolder(IN_MEMORY)
    const { history } = start(place)
    history.database.copyTo = () => Promise.reject(new Error('disk full'))
    await expect(history.close()).rejects.toThrow('disk full')
    expect(() => history.database.exec('SELECT 1')).toThrow('not open')
    expect(existsSync(place.at('history.db-sound'))).toBe(false)
    expect(start(place).checks()).toBeGreaterThan(0)
  })
})

function start({ folder, now }: ReturnType<typeof createTestFolder>) {
  let checks = 0
  const open: OpenDatabase = (file) => {
    const database = openReal(file)
    const prepare = database.prepare.bind(database)
    database.prepare = (sql) => {
      if (sql.includes('quick_check')) checks += 1
      return prepare(sql)
    }
    return database
  }
  const history = openHistoryFile({ folder, open, now })
  const atStart = checks
  return { history, checks: () => atStart }
}
