/**
 * Checks where everything that is not ours comes from: lockfiles, licences, reasons, advisories. `npm run check:supply`.
 * With `--write` it writes docs/licences.md anew first.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { audit, electronGap, sbom, signatures } from './ask-npm.ts'
import { lockSchema, type Finding, type Lock } from './lockfile.ts'
import { inRoot, root } from './places.mjs'
import {
  electronAge,
  exactVersions,
  installScripts,
  licenceList,
  licences,
  reasons,
  sums,
} from './supply/lock-checks.ts'
import { sourceChecks } from './supply/source-checks.ts'

const SOURCES =
  '{electron,renderer,shared,practice-server,scripts,e2e,bench,messages,docs}/**/*.{ts,tsx,mjs,cjs,json,md,sh}'

const text = (...path: string[]): string => readFileSync(inRoot(...path), 'utf8')
const lockIn = (...folder: string[]): Lock =>
  lockSchema.parse(JSON.parse(text(...folder, 'package-lock.json'))).packages

const sources = () =>
  globSync(SOURCES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('generated') && !file.endsWith('package-lock.json'))
    .map((file) => ({ file, text: text(file) }))

function onThisDisk(lock: Lock): Finding[] {
  const isInstalled = existsSync(inRoot('node_modules', '.assistant-desk-lock'))
  return [
    sums(lock),
    sums(lockIn('scripts', 'electronegativity'), 'lockfile of the analyser'),
    sums(lockIn('scripts', 'runtimes'), 'lockfile of the oldest runtime’s types'),
    exactVersions(lock),
    exactVersions(lockIn('scripts', 'electronegativity')),
    exactVersions(lockIn('scripts', 'runtimes')),
    reasons(lock, text('docs', 'decisions', '0015-runtime-dependencies.md')),
    installScripts(lock, text('scripts', 'setup.mjs'), isInstalled),
    licences(lock, text('docs', 'licences.md')),
    electronAge(lock),
    ...sourceChecks(sources()),
  ]
}

const markOf = ({ wrong, notice }: Finding): string => {
  if (wrong.length > 0) return 'WRONG'
  return notice === undefined ? 'ok   ' : 'note '
}

async function checkSupply(): Promise<void> {
  const lock = lockIn()
  if (process.argv.includes('--write')) writeFileSync(inRoot('docs', 'licences.md'), licenceList(lock))
  const asked = await Promise.all([sbom(lock), audit(), signatures(), electronGap(lock)])
  const findings = [...onThisDisk(lock), ...asked]
  for (const finding of findings) {
    console.log(`  ${markOf(finding)} ${finding.what}: ${finding.notice ?? finding.cases}`)
    for (const each of finding.wrong.slice(0, 20)) console.log(`        ${each}`)
  }
  console.log(`${findings.reduce((sum, { cases }) => sum + cases, 0)} cases`)
  if (findings.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1
}

await checkSupply()
