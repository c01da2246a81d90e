/** Kills the engine again and again while it sends, and counts what is left on disk and at the server. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { crashTest } from '../bench/crash/crash-test.ts'
import { findingsOf, tellFindings } from '../bench/soak/findings.ts'
import { quantile } from '../bench/table.ts'

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
const violations = tellFindings([
  ['acknowledged messages gone from the store', report.gone],
  ['stores that could not be read', report.unreadable],
  ['open runs not taken up within 5 s', report.notTakenUp],
  ['messages not at the server in the end', census.lost],
  ...findingsOf(census),
  ['unexpected failures inside', report.bugs],
])
const [median, p95] = [0.5, 0.95].map((share) => Math.round(quantile(report.takenUpMs, share)))
console.log(`  ${report.kills} kills, ${report.acknowledged} acknowledged, ${report.seconds} s`)
console.log(
  `  ${report.takenUp} open runs taken up, all of a life within ${median} ms (median), ${p95} ms (p95)`,
)
console.log(
  violations === 0 ? '\ncrash test: nothing lost, nothing doubled' : `\ncrash test: ${violations} violations`,
)
console.log(`${report.kills} cases`)
process.exitCode = violations === 0 ? 0 : 1
