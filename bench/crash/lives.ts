/** Starts the process, kills it at a moment of chance, and looks at what it left on disk before it is started again. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { loadSqlite } from '../../electron/storage/kept-database.ts'
import { until, pause } from '../engine/fast-clock.ts'
import { readTold, type Told } from './told.ts'

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))

export interface Life {
  folder: string
  baseUrl: string
  key: string
  seed: number
  /** When the kill comes: so many ms after the start, after the store is open, or after all open runs are taken up. */
  kill: { after: 'start' | 'opened' | 'taken-up'; ms: number } | null
}

/** What was told until the end, and whether the end was by our hand. */
export interface Ended {
  told: Told[]
  wasKilled: boolean
  stderr: string
}

const BEGIN_WITHIN_MS = 30_000

export async function live({ folder, baseUrl, key, seed, kill }: Life): Promise<Ended> {
  const mode = kill === null ? 'finish' : 'send'
  const child = spawn(process.execPath, [CHILD, folder, baseUrl, key, String(seed), mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let stderr = ''
  let hasEnded = false
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()))
  const ended = new Promise<void>((resolve) =>
    child.on('close', () => {
      hasEnded = true
      resolve()
    }),
  )
  if (kill !== null) {
    const isDue = () => kill.after === 'start' || output.includes(`"type":"${kill.after}"`)
    await until(() => isDue() || hasEnded, BEGIN_WITHIN_MS)
    await pause(kill.ms)
    child.kill('SIGKILL')
  }
  await ended
  return { told: readTold(output), wasKilled: child.signalCode === 'SIGKILL', stderr }
}

/** Reads a copy, so that the next life finds exactly what the last one left. */
export async function lookAtStore(folder: string): Promise<{ verdict: string; messageIds: Set<string> }> {
  const copy = mkdtempSync(join(tmpdir(), 'assistant-desk-look-'))
  try {
    cpSync(folder, copy, { recursive: true })
    const database = (await loadSqlite())(join(copy, 'history.db'))
    const verdict = String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'])
    const hasTable =
      database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'messages'`).get() !== undefined
    const rows = hasTable ? database.prepare('SELECT id FROM messages').all() : []
    database.close()
    return { verdict, messageIds: new Set(rows.map(({ id }) => String(id))) }
  } catch (thrown) {
    return { verdict: String(thrown), messageIds: new Set() }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
