/** One history through many kills: what was acknowledged must be there after each, and once at the server after all. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { between, pick, seededRandom } from '../engine/chance.ts'
import { openEngine } from '../engine/engine.ts'
import { startPractice } from '../engine/practice.ts'
import { takeCensus, type Acknowledged, type Census } from '../soak/census.ts'
import { live, lookAtStore, type Ended, type Life } from './lives.ts'

export interface CrashReport {
  kills: number
  acknowledged: number
  /** Runs that were open at a kill and taken up by the next life, and how long that took in ms of real time. */
  takenUp: number
  takenUpMs: number[]
  /** Acknowledged, and gone after a kill. */
  gone: string[]
  unreadable: string[]
  notTakenUp: string[]
  bugs: string[]
  census: Census
  seconds: number
}

const TAKEN_UP_WITHIN_MS = 5_000

type Kill = NonNullable<Life['kill']>

export async function crashTest({ kills, seed }: { kills: number; seed: number }): Promise<CrashReport> {
  const began = performance.now()
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-crash-'))
  const practice = await startPractice({ speed: 0.1 })
  const place = { folder, baseUrl: practice.baseUrl, key: practice.key }
  const acknowledged: Acknowledged[] = []
  const report = { gone: [], unreadable: [], notTakenUp: [], bugs: [], takenUpMs: [], takenUp: 0 } as Pick<
    CrashReport,
    'gone' | 'unreadable' | 'notTakenUp' | 'bugs' | 'takenUpMs' | 'takenUp'
  >
  for (let number = 1; number <= kills; number++) {
    const ended = await live({ ...place, seed: seed * 10_000 + number, kill: momentOf(random) })
    if (!ended.wasKilled) report.bugs.push(`ended by itself: ${ended.stderr.slice(0, 2_000)}`)
    note(ended, { acknowledged, report })
    const { verdict, messageIds } = await lookAtStore(folder)
    if (verdict !== 'ok') report.unreadable.push(`after kill ${number}: ${verdict}`)
    for (const { messageId } of acknowledged)
      if (!messageIds.has(messageId)) report.gone.push(`${messageId} after kill ${number}`)
  }
  note(await live({ ...place, seed: 0, kill: null }), { acknowledged, report })
  await practice.close()
  const engine = await openEngine({ ...place, delivery: () => 'polling' })
  const census = takeCensus(engine, practice.threads(), acknowledged)
  engine.close()
  rmSync(folder, { recursive: true, force: true })
  const seconds = Math.round((performance.now() - began) / 1000)
  return { kills, acknowledged: acknowledged.length, ...report, census, seconds }
}

/** Mostly in the middle of sending and polling, now and then while the store is being opened. */
const momentOf = (random: () => number): Kill => ({
  after: pick(random, ['opened', 'opened', 'taken-up', 'taken-up', 'start']),
  ms: between(random, 0, 800),
})

type Notes = Pick<CrashReport, 'bugs' | 'notTakenUp' | 'takenUp' | 'takenUpMs'>

function note(
  { told, stderr }: Ended,
  { acknowledged, report }: { acknowledged: Acknowledged[]; report: Notes },
) {
  if (stderr.includes('Error')) report.bugs.push(stderr.slice(0, 2_000))
  for (const line of told) {
    if (line.type === 'acknowledged') acknowledged.push(line)
    if (line.type === 'bug') report.bugs.push(line.text)
    if (line.type === 'finished' && !line.isDone)
      report.notTakenUp.push('the last life did not come to an end')
    if (line.type === 'taken-up' && line.runs > 0) {
      report.takenUp += line.runs
      report.takenUpMs.push(line.ms)
      if (line.ms > TAKEN_UP_WITHIN_MS || line.left.length > 0)
        report.notTakenUp.push(`${Math.round(line.ms)} ms: ${line.left.join(' ')}`)
    }
  }
}
