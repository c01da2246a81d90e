/** Disks that are really full, read only, or take no more files: SQLite’s own writes fail too, each time in words, and nothing that was kept is lost. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { notHere } from '../platform/test-tried.ts'
import { createTestFolder } from './test-folder.ts'

const CHILD = new URL('test-real-disk.ts', import.meta.url).pathname

/** What goes on once the trouble is over; the question of meanwhile was told as not kept, so it is not there. */
const AFTERWARDS = {
  'question afterwards': 'done',
  'change afterwards': 'done',
  'reading afterwards': 'done',
  'start afterwards': 'done',
  kept: 'afterwards',
  settings: 'dark',
}
const REFUSED = { question: 'storage-failed', change: 'storage-failed', reading: 'done', start: 'done' }

it.for([
  ['full', REFUSED],
  // A disk cannot be made so while somebody writes to it, so it is an app that starts.
  ['read-only', { history: 'storage-unreadable', settings: 'dark', change: 'storage-failed' }],
] as const)(
  'a disk that is %s takes nothing and says so; what is there can be read, and it goes on afterwards',
  ([mode, meanwhile], { task }) => {
    const { folder } = createTestFolder()
    const mounted = inShell(
      `mount -t tmpfs -o size=1m tmpfs '${folder}' && exec "$0" "$1" ${mode} '${folder}'`,
      ['unshare', '-m'],
    )
    if (mounted === null) return notHere(task, 'only root can mount a disk of its own')
    expect(mounted).toEqual({ ...meanwhile, ...AFTERWARDS })
  },
)

it('without a file to be had nothing new is opened, what is open goes on, and no file is taken for damaged', () => {
  const { folder } = createTestFolder()
  const report = inShell(`ulimit -n 64; exec "$0" "$1" no-files '${folder}'`)
  expect(report).toEqual({
    ...AFTERWARDS,
    question: 'done',
    change: 'storage-failed',
    reading: 'done',
    start: 'storage-unreadable',
    kept: 'meanwhile afterwards',
  })
})

it('a file that may not grow takes nothing that is too large, and goes on with what is not', () => {
  const { folder } = createTestFolder()
  const report = inShell(`trap '' XFSZ; ulimit -f 200; exec "$0" "$1" file-limit '${folder}'`)
  expect(report).toEqual({ ...AFTERWARDS, ...REFUSED, change: 'done' })
})

/** The report of the process; null where this machine cannot make such a disk. */
function inShell(script: string, before: readonly string[] = []): unknown {
  const command = [...before, 'bash', '-c', script, process.execPath, CHILD]
  const { stdout, stderr } = spawnSync(command[0] ?? '', command.slice(1), {
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (stdout.trim() !== '') return JSON.parse(stdout)
  if (before.length > 0 && /not permitted|permission denied|must be superuser/i.test(stderr)) return null
  throw new Error(stderr)
}
