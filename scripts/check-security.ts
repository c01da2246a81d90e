/**
 * Has Doyensec's Electronegativity read the app's sources: no finding above "informational" and "tentative" but those that a person
 * has allowed with a reason. `npm run check:security`. The analyser has a lockfile of its own and is fetched when it is first needed.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { ALLOWED } from './electronegativity/allowed.ts'
import { FOUND_IN_THEM, MISTAKES } from './electronegativity/mistakes.ts'
import { fetchedInto, fetchLocked } from './fetched.ts'
import { lockSchema } from './lockfile.ts'
import { inRoot } from './places.mjs'
import { Trouble, main } from './steps.mjs'

const SOURCES = ['electron', 'renderer', 'shared', 'practice-server', 'package.json']
const ANALYSER = 'electronegativity'

/** LOW and above, FIRM and above, in the analyser's own numbers. */
const LEAST = { severity: 1, confidence: 1 }
/** It would ask the network for the newest Electron; `npm run check:supply` looks at ours. */
const LEFT_OUT = ['availablesecurityfixesglobalcheck']

const reportSchema = z.object({
  globalChecks: z.number(),
  atomicChecks: z.number(),
  errors: z.array(z.object({ file: z.string(), message: z.string() })),
  issues: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      description: z.string(),
      severity: z.object({ value: z.number(), name: z.string() }),
      confidence: z.object({ value: z.number(), name: z.string() }),
      location: z.object({ line: z.number() }),
    }),
  ),
})
type Report = z.infer<typeof reportSchema>
type Analyse = (options: {
  input: string
  excludeFromScan: string[]
  electronVersionOverride: string
}) => Promise<unknown>

async function analyse(folder: string): Promise<Report> {
  const require = createRequire(join(fetchedInto(ANALYSER), 'package.json'))
  cutOff(require)
  // The analyser comes without types: what it says is read by the schema.
  const electronegativity = require('@doyensec/electronegativity') as Analyse
  const lock = lockSchema.parse(JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))).packages
  const electronVersionOverride = lock['node_modules/electron']?.version ?? ''
  const say = console.log
  // It tells of translations it could not fetch.
  console.log = () => undefined
  try {
    return reportSchema.parse(
      await electronegativity({ input: folder, excludeFromScan: LEFT_OUT, electronVersionOverride }),
    )
  } finally {
    console.log = say
  }
}

/** The analyser fetches words and lists from the network, each for its own use; what it finds must not depend on that. */
function cutOff(require: NodeJS.Require): void {
  const client = require.resolve('got')
  require(client)
  const loaded = require.cache[client]
  if (loaded === undefined) throw new Trouble('The analyser has another way to the network now: look at it.')
  loaded.exports = () => Promise.reject(new Error('no network for the analyser'))
}

const weighty = ({ issues }: Report) =>
  issues.filter(
    ({ severity, confidence }) => severity.value >= LEAST.severity && confidence.value >= LEAST.confidence,
  )

/** What it must find and does not. */
async function missedMistakes(folder: string): Promise<string[]> {
  mkdirSync(folder)
  for (const [name, text] of Object.entries(MISTAKES)) writeFileSync(join(folder, name), text)
  const found = new Set(weighty(await analyse(folder)).map(({ id }) => id))
  return FOUND_IN_THEM.filter((id) => !found.has(id)).map(
    (id) => `a mistake made on purpose is not found: ${id}`,
  )
}

async function problemsOfApp(folder: string): Promise<{ wrong: string[]; checks: number }> {
  mkdirSync(folder)
  for (const source of SOURCES) cpSync(inRoot(source), join(folder, source), { recursive: true })
  const report = await analyse(folder)
  const place = (file: string) => (file === 'N/A' ? file : relative(folder, file).replaceAll('\\', '/'))
  const found = weighty(report).map((issue) => ({ ...issue, file: place(issue.file) }))
  const isSame = (one: { id: string; file: string }, other: { id: string; file: string }) =>
    one.id === other.id && one.file === other.file
  const wrong = [
    // A file that cannot be read is a file that was not looked at.
    ...report.errors.map(({ file, message }) => `${place(file)} could not be read: ${message}`),
    ...found
      .filter((issue) => !ALLOWED.some((allowed) => isSame(issue, allowed)))
      .map(
        ({ id, file, location, severity, confidence, description }) =>
          `${id} (${severity.name}, ${confidence.name}) ${file}:${location.line} ${description}`,
      ),
    ...ALLOWED.filter((allowed) => !found.some((issue) => isSame(issue, allowed))).map(
      ({ id, file }) => `${id} in ${file} is allowed but is not found any more: take it out of allowed.ts`,
    ),
  ]
  return { wrong, checks: report.globalChecks + report.atomicChecks }
}

main(async () => {
  const absent = await fetchLocked(ANALYSER)
  if (absent !== null) return console.log(`not here: ${absent}`)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-security-'))
  try {
    const missed = await missedMistakes(join(folder, 'mistakes'))
    const { wrong, checks } = await problemsOfApp(join(folder, 'app'))
    for (const each of [...missed, ...wrong]) console.log(`  WRONG ${each}`)
    for (const { id, file, reason } of ALLOWED) console.log(`  allowed ${id} in ${file}: ${reason}`)
    console.log(
      `  ${checks} checks over the app; ${FOUND_IN_THEM.length} mistakes made on purpose tried first`,
    )
    console.log(`${checks + FOUND_IN_THEM.length} cases`)
    if (missed.length + wrong.length > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
