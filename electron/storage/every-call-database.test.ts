/** Every call to the database fails in turn, in every way: the history is then as it was before, or as it is after, and the failure has words. */
import { copyFileSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { tried } from '../platform/test-tried.ts'
import { Failure } from '../../shared/errors.ts'
import { bringBackConversation, replaceHistory } from './replace-history.ts'
import {
  answer,
  ASSISTANT,
  conversation,
  copyOf,
  ENDED,
  fill,
  openDesk,
  question,
  realDriver,
  runOf,
  stateIn,
  typed,
  type TestDesk,
  type TestPlace,
} from './test-desk.ts'
import { DATABASE_FAULTS, faultyDriver, type DatabaseFault } from './test-faulty-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'

/** What the app does to its history: each of these is wholly done or not at all. */
const OPERATIONS: Readonly<Record<string, (desk: TestDesk) => unknown>> = {
  'a question is stored': ({ turns }) => turns.addQuestion(question('new', 'c1')),
  'an answer begins': ({ turns }) => turns.addAnswer(answer('new', runOf('r-c3', 'c3', 'q-c3'))),
  'growing text is kept': ({ turns }) =>
    turns.saveGrowing({ ...answer('x-c3', runOf('r-c3', 'c3', 'q-c3'), 'It grew'), position: 2 }),
  'an answer is complete': ({ turns }) =>
    turns.saveMessage({ ...answer('x-c3', runOf('r-c3', 'c3', 'q-c3')), status: 'complete', position: 2 }),
  'a run begins': ({ turns }) => turns.saveRun(runOf('new', 'c1', 'q-c1'), { type: 'started' }, NOW),
  'a run ends': ({ turns }) =>
    turns.saveRun({ ...runOf('r-c3', 'c3', 'q-c3'), state: 'completed' }, ENDED, NOW),
  'results are typed': ({ turns }) => turns.saveTypedResults('r-c3', { call_1: typed('It is not') }),
  'a question is moved to the end': ({ turns }) =>
    turns.moveToEnd({ ...question('q-c1', 'c1'), position: 1 }),
  'a question is taken back': ({ turns }) => turns.removeMessage({ ...question('q-c1', 'c1'), position: 1 }),
  'a thread is read in': ({ turns }) => turns.addRead('c1', [readOne('one'), readOne('two')]),
  'a draft is kept': ({ conversations }) => conversations.saveDraft('c1', 'Dear all'),
  'a conversation is made': ({ conversations }) => conversations.create(conversation('new')),
  'a conversation is renamed': ({ conversations }) => conversations.save(conversation('c1', 'Other')),
  'conversations are deleted': ({ conversations }) => conversations.remove(['c1', 'c3']),
  'a conversation comes back': ({ conversations }) => conversations.restore(['c2']),
  'conversations are arranged': ({ conversations }) =>
    conversations.arrange(['c1', 'c3'], { isPinned: true, isArchived: true }),
  'a conversation goes for good': ({ conversations }) => conversations.purge(['c2']),
  'an assistant is linked to its run': ({ runSnapshots }) =>
    runSnapshots.link('r-c3', { ...ASSISTANT, name: 'Other' }),
  'the index takes a batch in': ({ search }) => search.takeIn(3),
  'the index is made anew': ({ search }) => search.startAnew(),
  'a snapshot replaces everything': ({ database, place }) => replaceHistory(database, place.at('then.db')),
  'a snapshot brings one back': ({ database, place }) =>
    bringBackConversation(database, place.at('then.db'), 'c4'),
}

const readOne = (id: string) => ({
  id,
  ourId: null,
  role: 'user' as const,
  content: [{ type: 'text' as const, text: id, citations: [] }],
  remoteId: `remote_${id}`,
  createdAt: NOW,
  isPartial: false,
})

const template = createTemplate()
const before = stateIn(copyOf(template, afterAll))

describe.each(Object.entries(OPERATIONS))('when %s', (_what, operate) => {
  const whole = copyOf(template, afterAll)
  const desk = openDesk(whole)
  operate(desk)
  desk.database.close()
  const after = stateIn(whole)

  it.for(DATABASE_FAULTS)(
    'and any call fails (%s), it happened or it did not, and it is told',
    { timeout: 180_000 },
    (fault, { task }) => {
      expect(after).not.toBe(before)
      let at = 1
      while (strikes(operate, { at, fault, after })) at += 1
      // The first call is always one that can fail.
      expect(at).toBeGreaterThan(1)
      tried(task, at - 1)
    },
  )
})

interface Blow {
  at: number
  fault: DatabaseFault
  after: string
}

/** False when there was no such call any more. */
function strikes(operate: (desk: TestDesk) => unknown, { at, fault, after }: Blow): boolean {
  const place = copyOf(template)
  const faulty = faultyDriver(realDriver, { at, fault })
  const desk = openDesk(place, { driver: faulty.driver })
  faulty.arm()
  const thrown = thrownBy(() => operate(desk))
  if (!faulty.hasStruck()) {
    desk.database.close()
    return false
  }
  const state = stateIn(copyOf(place))
  expect([before, after]).toContain(state)
  if (thrown === null) expect(state).toBe(after)
  if (thrown !== null && fault !== 'kill') expectWords(thrown)
  if (fault !== 'kill') {
    // The disk works again: the same is asked of the same app, which then has it.
    faulty.mend()
    if (state === before) {
      operate(desk)
      expect(stateIn(copyOf(place))).toBe(after)
    }
  }
  desk.database.close()
  return true
}

function expectWords(thrown: unknown) {
  expect(thrown).toBeInstanceOf(Failure)
  expect(String(thrown)).toMatch(/storage-(failed|unreadable)/)
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (thrown) {
    return thrown
  }
}

/** With another history beside it that knows a conversation this one does not. */
function createTemplate(): TestPlace {
  const place = createTestFolder(IN_MEMORY, afterAll)
  const desk = openDesk(place)
  fill(desk)
  desk.conversations.create(conversation('c4'))
  desk.turns.addQuestion(question('q-c4', 'c4'))
  desk.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(place.at('history.db'), place.at('then.db'))
  desk.conversations.remove(['c4'])
  desk.conversations.purge(['c4'])
  desk.search.takeIn(2)
  desk.database.close()
  expect(readFileSync(place.at('then.db')).length).toBeGreaterThan(0)
  return place
}
