/** A small history with something of everything in it, and the stores over it: what a test does to the disk is done to this. */
import { cpSync } from 'node:fs'
import {
  newConversation,
  type Answer,
  type Conversation,
  type Question,
} from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { createRunSnapshots } from './assistant-snapshots.ts'
import { createConversationStore } from './conversation-store.ts'
import { systemDisk, type Disk } from './disk.ts'
import { openHistoryFile } from './history-file.ts'
import { openWith } from './kept-database.ts'
import { createSearchStore } from './search-store.ts'
import { createSnapshotShelf } from './snapshot-shelf.ts'
import { loadDriver, type Driver, type Row } from './sqlite.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

export const realDriver = await loadDriver()

export type TestPlace = ReturnType<typeof createTestFolder>

export const conversation = (id: string, title = `Title of ${id}`): Conversation => ({
  ...newConversation({ id, assistantId: 'a1' }, NOW),
  title,
})

export const question = (id: string, conversationId: string): Omit<Question, 'position'> => ({
  id,
  conversationId,
  role: 'user',
  status: 'queued',
  remoteId: null,
  content: [{ type: 'text', text: `What is ${id}?`, citations: [] }],
  createdAt: NOW,
})

export const answer = (id: string, run: Run, text = `It is ${id}.`): Omit<Answer, 'position'> => ({
  id,
  conversationId: run.conversationId,
  role: 'assistant',
  status: 'growing',
  runId: run.id,
  remoteId: `remote_${id}`,
  content: [{ type: 'text', text, citations: [] }],
  createdAt: NOW + 1,
})

export const runOf = (id: string, conversationId: string, messageId: string): Run =>
  newRun({ id, conversationId, messageId }, NOW)

export const ASSISTANT = {
  name: 'Shop',
  description: null,
  model: 'm',
  instructions: 'Be kind.',
  tools: [],
  files: [],
  readAt: NOW,
}

export interface TestDesk extends ReturnType<typeof openDesk> {}

/** Opens the app's own stores in a folder. */
export function openDesk(place: TestPlace, { driver = realDriver, disk = systemDisk }: Outside = {}) {
  const open = openWith(driver)
  const history = openHistoryFile({ folder: place.folder, now: () => NOW, open, disk })
  const { database } = history
  return {
    place,
    history,
    database,
    recovery: history.recovery,
    conversations: createConversationStore(database, () => NOW),
    turns: createTurnStore(database),
    search: createSearchStore(database),
    runSnapshots: createRunSnapshots(database),
    shelf: createSnapshotShelf({
      folder: place.folder,
      database,
      open,
      disk,
      now: () => NOW,
      readSettings: () => ({ assistants: ['a1'] }),
      addMissing: () => undefined,
    }),
  }
}

interface Outside {
  driver?: Driver
  disk?: Disk
}

/** Three conversations with something in them, one of them deleted, one with an open run. */
export function fill({ conversations, turns, runSnapshots }: TestDesk): void {
  for (const id of ['c1', 'c2', 'c3']) {
    conversations.create(conversation(id))
    const asked = turns.addQuestion(question(`q-${id}`, id)).question
    turns.saveMessage({ ...asked, status: 'sent', remoteId: `remote_q-${id}` })
    const run = runOf(`r-${id}`, id, asked.id)
    turns.saveRun(run, { type: 'started' }, NOW)
    runSnapshots.link(run.id, ASSISTANT)
    const written = turns.addAnswer(answer(`x-${id}`, run)).answer
    if (id === 'c3') continue
    turns.saveMessage({ ...written, status: 'complete' })
    turns.saveRun({ ...run, state: 'completed', endedAt: NOW }, ENDED, NOW)
  }
  turns.saveTypedResults('r-c3', { call_1: typed('It is there') })
  conversations.saveDraft('c1', 'Dear')
  conversations.remove(['c2'])
}

export const typed = (text: string) => ({ name: 'find', text, isJson: false, isError: false })

export const ENDED = {
  type: 'ended',
  state: 'completed',
  raw: 'completed',
  error: null,
  usage: null,
} as const

/** A folder of the same files, as they are on disk at this moment. */
export function copyOf(from: TestPlace, after?: Parameters<typeof createTestFolder>[1]): TestPlace {
  const place = createTestFolder(IN_MEMORY, after)
  for (const name of from.files()) {
    // What is shared between processes only is made again from the log, as after a kill of all of them.
    if (name.endsWith('-shm')) continue
    cpSync(from.at(name), place.at(name), { recursive: true })
  }
  return place
}

const TABLES = [
  'conversations',
  'messages',
  'runs',
  'journal',
  'typed_results',
  'assistant_snapshots',
  'run_snapshots',
  'search_queue',
  'search_rows',
]

/** Everything in a history, as one text. Opens it as the app does, and expects that nothing had to be mended. */
export function stateIn(place: TestPlace): string {
  const { database, recovery } = openHistoryFile({
    folder: place.folder,
    now: () => NOW,
    open: openWith(realDriver),
  })
  const rows = TABLES.map((table): [string, Row[]] => [
    table,
    database
      .prepare(`SELECT rowid AS place, * FROM ${table}`.replace('rowid AS place', placeOf(table)))
      .all(),
  ])
  const found = database.prepare("SELECT rowid FROM search_text WHERE words MATCH 'what'").all()
  database.close()
  return JSON.stringify({ recovery, rows, found })
}

/** A table without rowids has none to compare. */
const placeOf = (table: string): string => (table === 'search_queue' ? '0 AS place' : 'rowid AS place')
