/** How late each way of waiting notices an answer, and what it asks of the server, all on one server in one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from './engine/chance.ts'
import { pause } from './engine/fast-clock.ts'
import { startPractice, type Practice } from './engine/practice.ts'
import { model, SCHEDULES } from './polling/model.ts'
import { watchServerEnds } from './polling/server-ends.ts'
import { openStrategies, type Question } from './polling/strategies.ts'
import { createUnevenClock } from './polling/uneven-clock.ts'
import { printTable, quantile, type Cell } from './table.ts'

const { values } = parseArgs({ options: { samples: { type: 'string', default: '12' } } })
const samples = Number(values.samples)
/** Between two rounds, so that they meet the server's clock at different speeds. */
const ROUND_EVERY_MS = 1_700
const MODEL_RUNS = 20_000
/** The spread of real runs' lengths, as the logarithm's. */
const SIGMA = 0.4

const KINDS = ['short', 'normal', 'tool', 'long'] as const
type Kind = (typeof KINDS)[number]

interface Sample {
  kind: Kind
  strategy: string
  threadId: string
  delayMs: number
  lastedMs: number
  requests: number
}

const measured = await measure()
tellMeasured(measured)
tellModel('The schedules on paper: 20,000 runs of each kind, a round trip of 150 ms', 150, {
  short: 2_500,
  normal: 5_000,
  tool: 14_000,
  long: 60_000,
})
tellModel('The same for the lengths measured above, without a round trip', 0, mediansOf(measured))

async function measure(): Promise<Sample[]> {
  const clock = createUnevenClock()
  const practice = await startPractice({ clock })
  const ends = watchServerEnds(practice.threads, clock)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-polling-'))
  const { ask, close } = await openStrategies({ folder, baseUrl: practice.baseUrl, key: practice.key })
  const under: Promise<Omit<Sample, 'requests'> | null>[] = []
  for (let round = 0; round < samples; round++) {
    for (const kind of KINDS) {
      for (const [strategy, askOnce] of Object.entries(ask)) {
        const one = askOnce(questionOf(practice, kind, round)).then(({ threadId, textAt }) => {
          const times = ends.of(threadId)
          if (times === null) return null
          const lastedMs = times.endedAt - times.startedAt
          return { kind, strategy, threadId, delayMs: textAt - times.endedAt, lastedMs }
        })
        under.push(one)
      }
    }
    await pause(ROUND_EVERY_MS)
  }
  const all = (await Promise.all(under)).filter((sample) => sample !== null)
  // The text is there before the last requests are: steps come in after it.
  await pause(500)
  const found = all.map((sample) => ({ ...sample, requests: requestsOf(practice, sample.threadId) }))
  ends.close()
  close()
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
  return found
}

function questionOf({ assistantIds }: Practice, kind: Kind, round: number): Question {
  const { calculator, guide, orderDesk, troublemaker } = assistantIds
  switch (kind) {
    case 'short':
      return { assistantId: calculator, text: `${round} + ${'1 + '.repeat(round % 5)}2` }
    case 'normal':
      return { assistantId: guide, text: 'What is a run?' }
    case 'tool':
      return { assistantId: orderDesk, text: `Where is order ${1_000 + round}?` }
    case 'long':
      return { assistantId: troublemaker, text: round % 2 === 0 ? 'slow' : 'queue' }
    default:
      throw new Error(`no such kind: ${JSON.stringify(kind satisfies never)}`)
  }
}

/** All that was asked about the thread, and the request that made it. */
function requestsOf({ requests }: Practice, threadId: string): number {
  return requests.filter(({ path, left }) => path.includes(threadId) || left.includes(threadId)).length
}

function tellMeasured(found: readonly Sample[]): void {
  console.log(
    `\nFrom the server's end to the text here: ${samples} runs of each kind, lengths vary with the server's clock`,
  )
  const rows: Cell[][] = [
    ['kind', 'strategy', 'lasts s', 'median ms', 'p95 ms', 'requests', 'to ours: delay', 'requests'],
  ]
  for (const kind of KINDS) {
    const ours = summary(found, kind, 'ours')
    for (const strategy of new Set(found.map((sample) => sample.strategy))) {
      const one = summary(found, kind, strategy)
      rows.push([
        kind,
        strategy,
        one.lastedS.toFixed(1),
        Math.round(one.medianMs),
        Math.round(one.p95Ms),
        one.requests.toFixed(1),
        `${(one.medianMs / ours.medianMs).toFixed(2)} x`,
        `${(one.requests / ours.requests).toFixed(2)} x`,
      ])
    }
  }
  printTable(rows)
}

function summary(found: readonly Sample[], kind: Kind, strategy: string) {
  const own = found.filter((sample) => sample.kind === kind && sample.strategy === strategy)
  const delays = own.map(({ delayMs }) => delayMs)
  return {
    lastedS:
      quantile(
        own.map(({ lastedMs }) => lastedMs),
        0.5,
      ) / 1_000,
    medianMs: quantile(delays, 0.5),
    p95Ms: quantile(delays, 0.95),
    requests: own.reduce((sum, { requests }) => sum + requests, 0) / own.length,
  }
}

function mediansOf(found: readonly Sample[]): Record<Kind, number> {
  const of = (kind: Kind) => summary(found, kind, 'ours').lastedS * 1_000
  return { short: of('short'), normal: of('normal'), tool: of('tool'), long: of('long') }
}

function tellModel(title: string, roundTripMs: number, medians: Readonly<Record<Kind, number>>): void {
  console.log(`\n${title}`)
  const random = seededRandom(42)
  const rows: Cell[][] = [['kind', 'schedule', 'lasts s', 'mean ms', 'median ms', 'p95 ms', 'polls']]
  for (const kind of KINDS)
    for (const [name, schedule] of Object.entries(SCHEDULES)) {
      const runs = { medianMs: medians[kind], sigma: SIGMA, roundTripMs, count: MODEL_RUNS }
      const { meanMs, medianMs, p95Ms, requests } = model(schedule, runs, random)
      rows.push([
        kind,
        name,
        (medians[kind] / 1_000).toFixed(1),
        ...[meanMs, medianMs, p95Ms].map(Math.round),
        requests.toFixed(1),
      ])
    }
  printTable(rows)
}
