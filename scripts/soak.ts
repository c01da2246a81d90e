/** Sends many questions through a network that breaks three times in ten, and counts at the server what became of them. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { sdkBaseline, type SdkReport } from '../bench/soak/sdk-baseline.ts'
import { findingsOf, tellFindings } from '../bench/soak/findings.ts'
import { soak, type SoakReport } from '../bench/soak/soak.ts'
import { printTable, tally } from '../bench/table.ts'

const { values } = parseArgs({
  options: {
    sends: { type: 'string' },
    seed: { type: 'string', default: '42' },
    faults: { type: 'string', default: '0.3' },
    'sdk-sends': { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const sends = Number(values.sends ?? (values.short ? 120 : 1_000))
const seed = Number(values.seed)
const faults = Number(values.faults)
const sdkSends = Number(values['sdk-sends'] ?? (values.short ? 0 : 200))

console.log(`Soak: ${sends} sends, seed ${seed}, ${Math.round(faults * 100)} % of requests spoiled`)
const violations = tellOurs(await soak({ sends, seed, faults }))
if (sdkSends > 0) tellTheirs(await sdkBaseline({ sends: sdkSends, seed, faults }))
console.log(
  violations === 0
    ? '\nsoak: nothing lost, nothing doubled, nothing stuck'
    : `\nsoak: ${violations} violations`,
)
console.log(`${sends} cases`)
process.exitCode = violations === 0 ? 0 : 1

/** Returns how many promises were broken. */
function tellOurs({ census, bugs, ...report }: SoakReport): number {
  const found = tellFindings([
    ['messages lost', census.lost],
    ...findingsOf(census),
    ['runs told as failed although the server had them', census.falseFailures],
    ['unexpected failures inside', bugs],
  ])
  const { acknowledged, requests, restarts, crashes, crashedRuns, seconds } = report
  console.log(`  ${acknowledged} acknowledged, ${requests} requests, ${seconds} s`)
  console.log(`  ${restarts} restarts, ${crashes} crashes with ${crashedRuns} runs open`)
  console.log(`  faults: ${tally(report.done)}`)
  console.log(`  the person pressed: ${tally(report.pressed)}`)
  if (!report.isOver) console.log('  ! some run was not over when patience ended')
  return found + Number(!report.isOver)
}

function tellTheirs(report: SdkReport): void {
  const { sends: asked, done, requests, seconds, ...counts } = report
  console.log(`\nThe official package with its defaults on the same plan: ${asked} sends`)
  printTable([
    ['counted', 'found'],
    ['answered', counts.answered],
    ['questions doubled at the server', counts.doubled],
    ['extra copies', counts.copies],
    ['extra runs', counts.doubledRuns],
    ['errors shown', counts.errors],
    ['of these stored by the server all the same', counts.falseErrors],
    ['not at the server', counts.lost],
    ['hanging after 15 s', counts.hangs],
    ['answers without the right text', counts.wrongTexts],
  ])
  console.log(`  ${requests} requests, ${seconds} s, faults: ${tally(done)}`)
}
