/** The log on disk keeps every line, for its owner only, and takes secrets out. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLog } from './log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('every line stays, in its order, without secrets, and nobody else may read it', () => {
  const log = openLog(join(folder, 'logs'), () => ['sk-secret-0123456789'])
  log('info', 'app', 'one')
  log('error', 'app', 'two', { error: 'with sk-secret-0123456789' })
  log('info', 'app', 'three')
  const file = join(folder, 'logs', 'main.log')
  const text = readFileSync(file, 'utf8')
  expect([...text.matchAll(/"event":"(\w+)"/g)].map(([, event]) => event)).toEqual(['one', 'two', 'three'])
  expect(text).not.toContain('sk-secret')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(join(folder, 'logs'))).toEqual(['main.log'])
})

it('a folder that cannot be written ends nothing', () => {
  writeFileSync(join(folder, 'file'), '')
  const log = openLog(join(folder, 'file', 'logs'), () => [])
  expect(() => log('error', 'app', 'one')).not.toThrow()
})
