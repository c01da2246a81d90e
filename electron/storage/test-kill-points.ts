/** What a process that is killed leaves on disk, without a process: before each statement the file and its log are copied as they are. */
import { copyFileSync, existsSync } from 'node:fs'
import type { Database, Statement } from './sqlite.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'

type Place = ReturnType<typeof createTestFolder>

/** Does the work on a database that is copied before every statement, and once at the end: a folder for each of these moments. */
export function killPoints(database: Database, file: string, work: (mortal: Database) => void): Place[] {
  const places: Place[] = []
  const copy = () => {
    const place = createTestFolder(IN_MEMORY)
    // What is shared between processes only (-shm) is made again from the log, as after a kill of all of them.
    for (const ending of ['', '-wal', '-journal'])
      if (existsSync(file + ending)) copyFileSync(file + ending, place.at(`history.db${ending}`))
    places.push(place)
  }
  work(mortalOf(database, copy))
  copy()
  return places
}

const mortalOf = (database: Database, tick: () => void): Database => ({
  close: () => database.close(),
  exec(sql) {
    tick()
    database.exec(sql)
  },
  prepare(sql) {
    const statement = database.prepare(sql)
    const mortal: Statement = {
      run(...values) {
        tick()
        return statement.run(...values)
      },
      get: (...values) => statement.get(...values),
      all: (...values) => statement.all(...values),
    }
    return mortal
  },
})
