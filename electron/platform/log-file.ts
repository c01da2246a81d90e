/** The log on disk: one JSON line an event, rotated, redacted, readable by its owner only. */
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { createLog, type Log } from './log.ts'

/** Bytes after which a new file is begun; one old file is kept. */
const LARGEST = 2 * 1024 * 1024

/** `ASSISTANT_LOG=debug` also prints every line to the terminal. */
export function openLog(folder: string, secrets: () => readonly string[]): Log {
  const isDebug = process.env['ASSISTANT_LOG'] === 'debug'
  electronLog.transports.file.resolvePathFn = () => join(folder, 'main.log')
  electronLog.transports.file.maxSize = LARGEST
  // Given whole: without its flag each line would take the place of the file.
  electronLog.transports.file.writeOptions = { encoding: 'utf8', flag: 'a', mode: 0o600 }
  electronLog.transports.file.level = isDebug ? 'debug' : 'info'
  electronLog.transports.console.level = isDebug ? 'debug' : false
  return createLog((level, line) => electronLog[level](line), secrets)
}
