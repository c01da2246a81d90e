/** Many questions through a network that breaks, with restarts and crashes in between. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOver } from '../../shared/domain/run.ts'
import { between, pick, seededRandom } from '../engine/chance.ts'
import { openEngine, type Engine } from '../engine/engine.ts'
import { createFastClock, pause, until } from '../engine/fast-clock.ts'
import { startFaultyProxy, type FaultyProxy } from '../engine/faulty-proxy.ts'
import { startPractice, type Practice } from '../engine/practice.ts'
import { count } from '../table.ts'
import { takeCensus, type Acknowledged, type Census } from './census.ts'
import { createPerson, type Person } from './person.ts'

export interface SoakOptions {
  sends: number
  seed: number
  /** The share of requests that are spoiled, from 0 to 1. */
  faults: number
}

export interface SoakReport {
  census: Census
  acknowledged: number
  restarts: number
  crashes: number
  crashedRuns: number
  bugs: string[]
  pressed: Map<string, number>
  done: FaultyProxy['done']
  requests: number
  /** False when some run was still open when patience ended. */
  isOver: boolean
  seconds: number
}

const CONVERSATIONS = 20
/** Waiting is this many times as fast as in life. */
const FACTOR = 20
const RESTART_EVERY = 50
const MOST_UNDER_WAY = 16
/** The share of questions that the person cancels. */
const CANCELLED = 0.03
const PATIENCE_MS = 90_000

interface Soak {
  options: SoakOptions
  random: () => number
  folder: string
  practice: Practice
  proxy: FaultyProxy
  person: Person
  acknowledged: Acknowledged[]
  conversations: string[]
  bugs: string[]
  ends: { restarts: number; crashes: number; crashedRuns: number }
  engine: Engine
}

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const began = performance.now()
  const random = seededRandom(options.seed)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-soak-'))
  const practice = await startPractice({ speed: 0 })
  const proxy = await startFaultyProxy(practice.baseUrl, { rate: options.faults, random })
  const bugs: string[] = []
  const world = { options, random, folder, practice, proxy, bugs, person: createPerson() }
  const state: Soak = {
    ...world,
    acknowledged: [],
    conversations: [],
    ends: { restarts: 0, crashes: 0, crashedRuns: 0 },
    engine: await open(world),
  }
  for (let sends = 1; sends <= options.sends; sends++) {
    await ask(state, sends)
    if (sends % RESTART_EVERY === 0) await restart(state)
  }
  const hasEnded = await until(() => {
    state.person.tend(state.engine)
    return state.engine.isIdle() && !hasTrouble(state.engine)
  }, PATIENCE_MS)
  await practice.close()
  const census = takeCensus(state.engine, practice.threads(), state.acknowledged)
  state.engine.close()
  await proxy.close()
  rmSync(folder, { recursive: true, force: true })
  return {
    census,
    acknowledged: state.acknowledged.length,
    ...state.ends,
    bugs,
    pressed: state.person.pressed,
    done: proxy.done,
    requests: proxy.requests(),
    isOver: hasEnded,
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

/** Half of the conversations stream where they can, the others poll. */
async function open({ folder, proxy, practice, bugs }: Pick<Soak, 'folder' | 'proxy' | 'practice' | 'bugs'>) {
  const engine = await openEngine({
    folder,
    baseUrl: proxy.baseUrl,
    key: practice.key,
    delivery: ({ id }) => (Number.parseInt(id.slice(0, 8), 16) % 2 === 0 ? 'automatic' : 'polling'),
    clock: createFastClock(FACTOR),
    reportBug: (thrown) =>
      bugs.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
  })
  if (engine.recovery !== null) bugs.push(`the history had to be mended: ${JSON.stringify(engine.recovery)}`)
  engine.turns.resume()
  return engine
}

const hasTrouble = (engine: Engine): boolean =>
  engine.conversations.list().some(({ id }) => {
    const run = engine.store.latestRun(id)
    return run !== null && run.state !== 'cancelled' && (run.state !== 'completed' || run.error !== null)
  })

const underWay = ({ conversations, store }: Engine): number =>
  conversations.list().reduce((sum, { id }) => {
    const run = store.latestRun(id)
    const isOpen = run !== null && !isOver(run)
    return sum + Number(isOpen) + store.queuedQuestions(id).length
  }, 0)

async function ask(state: Soak, number: number): Promise<void> {
  const { random, conversations, practice } = state
  await until(() => {
    state.person.tend(state.engine)
    return underWay(state.engine) < MOST_UNDER_WAY
  }, PATIENCE_MS)
  const { engine } = state
  const { calculator, guide, orderDesk } = practice.assistantIds
  if (conversations.length < CONVERSATIONS)
    conversations.push(engine.begin(pick(random, [calculator, calculator, guide, orderDesk])))
  const isNew = number <= CONVERSATIONS
  const conversationId = isNew ? (conversations.at(-1) ?? '') : pick(random, conversations)
  const text = questionOf(engine.conversations.find(conversationId)?.assistantId ?? '', number)
  const messageId = engine.send(conversationId, text)
  state.acknowledged.push({ messageId, conversationId, text })
  if (random() < 0.5) await pause(between(random, 0, 30))
  if (random() < CANCELLED) cancelOne(state, conversationId)
}

/** Whatever the run is doing: still being sent, in the server's queue, at work, or just over. */
function cancelOne({ engine, person, bugs }: Soak, conversationId: string): void {
  const run = engine.store.latestRun(conversationId)
  if (run === null || isOver(run)) return
  count(person.pressed, `cancel (${run.state})`)
  engine.turns.cancel({ conversationId, runId: run.id }).catch((thrown: unknown) => {
    if (engine.isAlive()) bugs.push(`cancel: ${String(thrown)}`)
  })
}

/** No two questions are alike, and some answers are long. */
function questionOf(assistantId: string, number: number): string {
  if (assistantId.includes('calc')) return `What is ${number} * (${number} + 1)? ${'🐢'.repeat(number % 7)}`
  if (assistantId.includes('order')) return `Where is order ${10_000 + number}?`
  return `Question ${number}: what is a run, and where is my API key kept?`
}

/** Every other time in the middle of what is under way. */
async function restart(state: Soak): Promise<void> {
  const isCrash = (state.ends.restarts + state.ends.crashes) % 2 === 0
  if (isCrash) {
    await pause(between(state.random, 0, 60))
    state.ends.crashes++
    state.ends.crashedRuns += state.engine.store.openRuns().length
    state.engine.crash()
  } else {
    state.ends.restarts++
    state.engine.close()
  }
  state.engine = await open(state)
}
