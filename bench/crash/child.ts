/** The process that is killed: takes up what was open, then sends without end and says aloud what it has acknowledged. */
import { writeSync } from 'node:fs'
import process from 'node:process'
import { isOver } from '../../shared/domain/run.ts'
import { between, pick, seededRandom } from '../engine/chance.ts'
import { openEngine, type Engine } from '../engine/engine.ts'
import { createFastClock, pause, until } from '../engine/fast-clock.ts'
import { createPerson } from '../soak/person.ts'
import type { Told } from './told.ts'

const [folder = '', baseUrl = '', key = '', seed = '0', mode = 'send'] = process.argv.slice(2)
const CONVERSATIONS = 6
const FACTOR = 10
const MOST_UNDER_WAY = 8
/** Longer than any wait: the parent judges by the time told. */
const TAKEN_UP_WITHIN_MS = 20_000

/** Written at once and whole: what was told before a kill counts. */
const tell = (told: Told): void => void writeSync(1, `${JSON.stringify(told)}\n`)

const random = seededRandom(Number(seed))
const person = createPerson()
const engine = await openEngine({
  folder,
  baseUrl,
  key,
  delivery: ({ id }) => (Number.parseInt(id.slice(0, 8), 16) % 2 === 0 ? 'automatic' : 'polling'),
  clock: createFastClock(FACTOR),
  reportBug: (thrown) =>
    tell({ type: 'bug', text: thrown instanceof Error ? (thrown.stack ?? '') : String(thrown) }),
})
if (engine.recovery !== null) tell({ type: 'bug', text: `mended: ${JSON.stringify(engine.recovery)}` })
const open = engine.store.openRuns().map(({ id }) => id)
tell({ type: 'opened', open: open.length })
const resumedAt = performance.now()
engine.turns.resume()
void takeUp(engine)

if (mode === 'send') await sendForEver(engine)
else await finish(engine)

/** Tells how long it took until every run of the earlier life was over or honestly marked. */
async function takeUp({ store }: Engine) {
  const isTaken = (id: string) => {
    const run = store.findRun(id)
    return run === null || isOver(run) || run.isOverdue || !run.isWatched || run.state === 'needs-results'
  }
  const isDone = await until(() => open.every(isTaken), TAKEN_UP_WITHIN_MS)
  const left = open.filter((id) => !isTaken(id)).map((id) => JSON.stringify(store.findRun(id)))
  tell({ type: 'taken-up', runs: open.length, ms: performance.now() - resumedAt, left: isDone ? [] : left })
}

async function sendForEver({ conversations, store, turns, begin, send }: Engine): Promise<never> {
  const assistants = ['asst_practice_calculator', 'asst_practice_orders', 'asst_practice_guide']
  for (let number = 1; ; number++) {
    await pause(between(random, 0, 40))
    const known = conversations.list()
    const waiting = known.reduce((sum, { id }) => sum + store.queuedQuestions(id).length, 0)
    person.tend(engine)
    if (waiting >= MOST_UNDER_WAY) continue
    const isNew = known.length < CONVERSATIONS
    const conversationId = isNew ? begin(pick(random, assistants)) : pick(random, known).id
    const text = `Where is order ${Number(seed) * 1_000 + number}, and what is ${number} * ${number}?`
    const messageId = send(conversationId, text)
    tell({ type: 'acknowledged', messageId, conversationId, text })
    const run = store.latestRun(conversationId)
    if (random() < 0.05 && run !== null && !isOver(run))
      void turns.cancel({ conversationId, runId: run.id }).catch(() => undefined)
  }
}

async function finish({ isIdle, close }: Engine) {
  const isDone = await until(() => {
    person.tend(engine)
    return isIdle()
  }, TAKEN_UP_WITHIN_MS * 2)
  close()
  tell({ type: 'finished', isDone })
  process.exit(0)
}
