/** Runs the journeys in the real app, where the machine allows it in a network that leads nowhere, and says whom they wanted to reach. Runs on Node 20. */
import { readFileSync, rmSync } from 'node:fs'
import { inRoot, root, tool, toolEnvironment } from './places.mjs'
import { QUIET } from './programs.mjs'
import { readQuiet, runQuietly, whyNotQuiet } from './quiet/quiet.mjs'
import { run } from './steps.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'

/**
 * @param {{ report: string, rest?: readonly string[] }} job `rest` are Playwright's own arguments; none means all journeys
 * @returns {Promise<{ code: number, quiet: import('./programs.mjs').Outcome }>}
 */
export async function runJourneys({ report, rest = [] }) {
  const { electronEnvironment } = await import('./electron-binary.mjs')
  const reason = await whyNotQuiet()
  const seen = inRoot('out', 'quiet.json')
  for (const file of [report, seen]) rmSync(file, { force: true })
  const { code } = await withVirtualDisplay((display) => {
    const env = toolEnvironment({ ...electronEnvironment(), ...display, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    const options = { cwd: root, env, isShown: true }
    const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...rest]
    const command = tool('playwright')
    return reason === null
      ? runQuietly({ command, args, report: seen, options })
      : run(command, args, options)
  })
  return { code, quiet: tellQuiet({ reason, seen, tried: countIn(report), isWhole: rest.length === 0 }) }
}

/** Prints what was seen, and makes an outcome of it. */
function tellQuiet({ reason, seen, tried, isWhole }) {
  const { file, title } = QUIET
  const outcome = { file, title, hasPassed: true, cases: tried, notHere: null }
  if (reason !== null) {
    console.log(`\n  note  other connections were not counted here: ${reason}`)
    return { ...outcome, notHere: reason }
  }
  const told = readQuiet(seen)
  if (told === null) {
    console.log('\n  other connections: nobody counted them, for the quiet room broke down')
    return { ...outcome, hasPassed: false }
  }
  console.log(`\n  other connections: ${told.count}, in ${tried} journeys`)
  for (const each of told.others) console.log(`        ${each}`)
  for (const each of told.typed) console.log(`        beside them ${each}`)
  return {
    ...outcome,
    hasPassed: told.count === 0 && tried > 0,
    notHere: isWhole ? null : 'not all journeys ran',
  }
}

function countIn(report) {
  try {
    const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, 'utf8')).stats
    return expected + unexpected + flaky
  } catch {
    return 0
  }
}
