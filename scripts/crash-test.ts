/** Kills the engine again and again while it sends, and counts what is left on disk and at the server. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { crashTest } from '../bench/crash/crash-test.ts'
import { printTable, quantile } from '../bench/table.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    seed: { type: 'string', default: '7' },
    short: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills ?? (values.short ? 12 : 200))

console.log(`Crash test: ${kills} kills, seed ${values.seed}`)
const { census, ...report } = await crashTest({ kills, seed: Number(values.seed) })
const found: [string, string[]][] = [
  ['acknowledged messages gone from the store', report.gone],
  ['stores that could not be read', report.unreadable],
  ['open runs not taken up within 5 s', report.notTakenUp],
  ['messages not at the server in the end', census.lost],
  ['messages doubled at the server', census.doubledMessages],
  ['runs doubled at the server', census.doubledRuns],
  ['answers in a wrong conversation', census.strayAnswers],
  ['texts that are not what the server holds', census.wrongTexts],
  ['runs stuck', census.stuckRuns],
  ['questions shown as unsent although sent', census.mislabelled],
  ['unexpected failures inside', report.bugs],
]
printTable([['counted', 'found'], ...found.map(([name, cases]) => [name, cases.length])])
for (const [name, cases] of found)
  for (const one of cases.slice(0, 5)) console.log(`  ! ${name}: ${one.slice(0, 800)}`)
const [median, p95] = [0.5, 0.95].map((share) => Math.round(quantile(report.takenUpMs, share)))
console.log(`  ${report.kills} kills, ${report.acknowledged} acknowledged, ${report.seconds} s`)
console.log(
  `  ${report.takenUp} open runs taken up, all of a life within ${median} ms (median), ${p95} ms (p95)`,
)
const violations = found.reduce((sum, [, cases]) => sum + cases.length, 0)
console.log(
  violations === 0 ? '\ncrash test: nothing lost, nothing doubled' : `\ncrash test: ${violations} violations`,
)
console.log(`${report.kills} cases`)
process.exitCode = violations === 0 ? 0 : 1
