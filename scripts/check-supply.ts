/**
 * Checks where everything that is not ours comes from: lockfile, licences, reasons, advisories. `npm run check:supply`.
 * With `--write` it writes docs/licences.md anew first.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { audit, sbom, signatures } from './ask-npm.ts'
import { lockSchema, nameOf, shipped, type Finding, type Lock } from './lockfile.ts'
import { inRoot, root } from './places.mjs'

const REGISTRY = 'https://registry.npmjs.org/'
/** What may ship: each lets the app be used, changed and passed on, and asks for its text to go along. */
const LICENCES = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  '(MIT OR CC0-1.0)',
])
/** Packages that would run a script when they are installed. Set-up lets none of them: what they would build comes prebuilt. */
const WOULD_RUN_SCRIPTS: ReadonlySet<string> = new Set(['@photostructure/sqlite', 'electron', 'fsevents'])
/** The Electron this app is written for; older ones get no fixes. */
const LEAST_ELECTRON = 45

const text = (...path: string[]): string => readFileSync(inRoot(...path), 'utf8')

function lockfile(lock: Lock): Finding {
  const wrong = Object.entries(lock).flatMap(([path, entry]) => {
    if (path === '') return []
    const { resolved, integrity = '', link, version } = entry
    if (link === true || version === undefined) return [`${path} is a link`]
    // Without an address npm takes it from the registry; with one it must be the registry's.
    if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return [`${path} comes from ${resolved}`]
    return integrity.startsWith('sha512-') ? [] : [`${path} has no sha512`]
  })
  return {
    what: 'lockfile: all from the registry, all with sha512',
    cases: Object.keys(lock).length - 1,
    wrong,
  }
}

function exactVersions(lock: Lock): Finding {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = lock[''] ?? {}
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  const wrong = all
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name]) => `${name} is not exact`)
  return { what: 'versions are exact, none from git or a folder', cases: all.length, wrong }
}

function reasons(lock: Lock): Finding {
  const note = text('docs', 'decisions', '0015-runtime-dependencies.md')
  const rows = note.split('\n').filter((line) => line.startsWith('| '))
  const named = new Set(
    rows.flatMap((row) => (row.split('|')[1] ?? '').split(',').map((name) => name.trim())),
  )
  const names = Object.keys(lock['']?.dependencies ?? {})
  const wrong = names.filter((name) => !named.has(name)).map((name) => `${name} has no line in decision 0015`)
  return { what: 'each runtime dependency has its reasons in decision 0015', cases: names.length, wrong }
}

function installScripts(lock: Lock): Finding {
  const withScripts = Object.entries(lock).filter(([, { hasInstallScript }]) => hasInstallScript === true)
  const wrong = withScripts
    .map(([path]) => nameOf(path))
    .filter((name) => !WOULD_RUN_SCRIPTS.has(name))
    .map((name) => `${name} would run a script at install: look at it, then name it here`)
  if (!text('scripts', 'setup.mjs').includes("'--ignore-scripts'"))
    wrong.push('set-up lets packages run scripts')
  // This check, the tests and the app run on a tree that was installed that way.
  if (!existsSync(inRoot('node_modules', '.assistant-desk-lock'))) wrong.push('node_modules is not set-up’s')
  return { what: 'install runs no scripts, and all works without', cases: withScripts.length + 1, wrong }
}

const licenceList = (lock: Lock): string =>
  [
    '# Licences of what ships',
    '',
    'Every package that may be part of the app, from the lockfile. Written by `node scripts/check-supply.ts --write`.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...shipped(lock).map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n')

function licences(lock: Lock): Finding {
  const packages = shipped(lock)
  const wrong = packages
    .filter(([, , licence]) => !LICENCES.has(licence))
    .map(([name, , licence]) => `${name} is under ${licence}`)
  const file = inRoot('docs', 'licences.md')
  if (!existsSync(file) || readFileSync(file, 'utf8') !== licenceList(lock))
    wrong.push('docs/licences.md is not what the lockfile says: node scripts/check-supply.ts --write')
  return { what: 'licences allow shipping, and are listed', cases: packages.length, wrong }
}

function electronAge(lock: Lock): Finding {
  const version = lock['node_modules/electron']?.version ?? '0'
  const wrong =
    Number(version.split('.')[0]) >= LEAST_ELECTRON ? [] : [`Electron ${version} is out of support`]
  return { what: `Electron is of a supported line (${version})`, cases: 1, wrong }
}

const SOURCES =
  '{electron,renderer,shared,practice-server,scripts,e2e,bench,messages,docs}/**/*.{ts,tsx,mjs,cjs,json,md,sh}'
const SECRET =
  /\bsk-(?:proj-)?[A-Za-z0-9_]{32,}|-----BEGIN (?:\w+ )*PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/]{40}|\bgh[pousr]_\w{36}|\bAKIA[A-Z\d]{16}\b/

function sources(): Finding[] {
  const files = globSync(SOURCES, { cwd: root }).filter((file) => !file.includes('generated'))
  const told = (found: RegExp, why: string, isMeant: (file: string) => boolean) =>
    files
      .filter((file) => isMeant(file) && found.test(readFileSync(inRoot(file), 'utf8')))
      .map((file) => `${file} ${why}`)
  const isOfApp = (file: string) => /^(electron|renderer|shared)\//.test(file)
  const updater = /\bautoUpdater\b|electron-updater|update-electron-app/
  const quiet = /crashReporter\.start|google-analytics|@sentry\/|posthog|setAsDefaultProtocolClient/
  return [
    {
      what: 'no secrets in the sources',
      cases: files.length,
      wrong: told(SECRET, 'holds what looks like a secret', () => true),
    },
    {
      what: 'no updater',
      cases: files.filter(isOfApp).length,
      wrong: told(updater, 'updates by itself', isOfApp),
    },
    {
      what: 'no reporting, no protocol of ours',
      cases: files.filter(isOfApp).length,
      wrong: told(quiet, 'reports or registers', isOfApp),
    },
  ]
}

async function checkSupply(): Promise<void> {
  const lock = lockSchema.parse(JSON.parse(text('package-lock.json'))).packages
  if (process.argv.includes('--write')) writeFileSync(inRoot('docs', 'licences.md'), licenceList(lock))
  const here = [lockfile, exactVersions, reasons, installScripts, licences, electronAge].map((check) =>
    check(lock),
  )
  const findings = [...here, ...sources(), await sbom(lock), ...(await Promise.all([audit(), signatures()]))]
  for (const { what, cases, wrong, notice } of findings) {
    console.log(
      `  ${wrong.length > 0 ? 'WRONG' : notice === undefined ? 'ok   ' : 'note '} ${what}${notice === undefined ? `: ${cases}` : `: ${notice}`}`,
    )
    for (const each of wrong.slice(0, 20)) console.log(`        ${each}`)
  }
  console.log(`${findings.reduce((sum, { cases }) => sum + cases, 0)} cases`)
  if (findings.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1
}

await checkSupply()
