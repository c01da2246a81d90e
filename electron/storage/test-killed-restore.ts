/** A process that brings a snapshot back and kills itself before the statement it is told: `node test-killed-restore.ts FILE SNAPSHOT COUNT`. */
import { openHistoryFile } from './history-file.ts'
import { dirname } from 'node:path'
import { replaceHistory } from './replace-history.ts'
import { loadSqlite } from './kept-database.ts'

const [file = '', snapshot = '', killedAt = '0'] = process.argv.slice(2)
const { database } = openHistoryFile({ folder: dirname(file), open: await loadSqlite(), now: () => 0 })
let count = 0
const tick = () => {
  if (count === Number(killedAt)) process.kill(process.pid, 'SIGKILL')
  count += 1
}
const mortal: Parameters<typeof replaceHistory>[0] = {
  close: () => database.close(),
  exec(sql) {
    tick()
    database.exec(sql)
  },
  prepare(sql) {
    tick()
    return database.prepare(sql)
  },
}
replaceHistory(mortal, snapshot)
process.exit(0)
