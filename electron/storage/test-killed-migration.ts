/** A process that brings a history up to date and kills itself before the statement it is told: `node test-killed-migration.ts FILE COUNT`. */
import { migrate } from './migrations.ts'
import { loadSqlite } from './kept-database.ts'

const [file = '', killedAt = '0'] = process.argv.slice(2)
const database = (await loadSqlite())(file)
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
let count = 0
migrate({
  ...database,
  prepare: (sql) => database.prepare(sql),
  close: () => database.close(),
  exec(sql) {
    if (count === Number(killedAt)) process.kill(process.pid, 'SIGKILL')
    count += 1
    database.exec(sql)
  },
})
// Nothing was left to be killed at: the caller has gone through all of them.
process.exit(0)
