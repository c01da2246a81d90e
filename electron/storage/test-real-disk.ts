/** A process on a disk that is really full, read only, out of files or out of room for one: `node test-real-disk.ts MODE FOLDER`. Prints what happened. */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newConversation } from '../../shared/domain/conversation.ts'
import { Failure } from '../../shared/errors.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { openSettings } from './settings-store.ts'
import { createTurnStore } from './turn-store.ts'

const [mode = '', folder = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const open = await loadSqlite()
const now = () => 0

/** What a person did: `done`, or the kind of failure that was told. */
function outcome(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.error.kind : `untyped: ${String(thrown)}`
  }
}

const desk = start()
const report: Record<string, string> = {}
// A disk cannot be made read only while somebody writes to it.
if (mode === 'read-only') desk.database.close()
const trouble = begin()
for (const [what, work] of Object.entries(deeds('meanwhile'))) report[what] = outcome(work)
trouble.end()
for (const [what, work] of Object.entries(deeds('afterwards'))) report[`${what} afterwards`] = outcome(work)
const again = start()
report['kept'] = again.turns
  .latestMessages('c1', 10)
  .map(({ id }) => id)
  .join(' ')
report['settings'] = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')).settings.theme
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exit(0)

function start() {
  const settings = openSettings({ folder, now })
  const history = openHistoryFile({ folder, open, now })
  const conversations = createConversationStore(history.database, now)
  if (conversations.find('c1') === null)
    conversations.create(newConversation({ id: 'c1', assistantId: 'a1' }, 0))
  settings.change({})
  return { settings, conversations, database: history.database, turns: createTurnStore(history.database) }
}

function deeds(id: string): Record<string, () => unknown> {
  // The app that is running; on a disk that was read only one that is started.
  const { settings, conversations, turns } = mode === 'read-only' && id !== 'meanwhile' ? start() : desk
  if (mode === 'read-only' && id === 'meanwhile')
    return {
      history: () => openHistoryFile({ folder, open, now }),
      settings: () => openSettings({ folder, now }),
      change: () => settings.change({}),
    }
  return {
    question: () =>
      turns.addQuestion({
        id,
        conversationId: 'c1',
        role: 'user',
        status: 'queued',
        remoteId: null,
        content: [{ type: 'text', text: 'x'.repeat(id === 'meanwhile' ? 300_000 : 10), citations: [] }],
        createdAt: 0,
      }),
    change: () => settings.change({ settings: { ...settings.read().settings, theme: 'dark' } }),
    reading: () => conversations.page('c1', null),
    start: () => openSettings({ folder, now }),
  }
}

/** Makes the trouble of this mode, and ends it. */
function begin(): { end(): void } {
  const filler = join(folder, 'filler')
  if (mode === 'full') {
    fill(filler)
    return { end: () => rmSync(filler) }
  }
  if (mode === 'read-only') {
    remount('ro')
    return { end: () => remount('rw') }
  }
  if (mode === 'no-files') {
    const taken = takeFiles()
    return { end: () => taken.forEach((handle) => closeSync(handle)) }
  }
  // The limit on the size of a file was set from outside, and stays.
  return { end: () => undefined }
}

function fill(filler: string) {
  for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2))
    for (;;)
      try {
        writeFileSync(filler, Buffer.alloc(bytes, 1), { flag: 'a' })
      } catch {
        break
      }
}

function remount(how: 'ro' | 'rw') {
  execFileSync('mount', ['-o', `remount,${how}`, folder])
}

function takeFiles(): number[] {
  const taken: number[] = []
  try {
    for (;;) taken.push(openSync('/dev/null', 'r'))
  } catch {
    return taken
  }
}
