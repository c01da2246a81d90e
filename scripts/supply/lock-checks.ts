/** What a lockfile must be like, whoever wrote it last. Pure: the lockfile and the texts are handed in. */
import { nameOf, shipped, type Finding, type Lock } from '../lockfile.ts'

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
  'BlueOak-1.0.0',
  'Python-2.0',
  '(MIT OR CC0-1.0)',
])
/** Packages that would run a script when they are installed. Set-up lets none of them: what they would build comes prebuilt. */
const WOULD_RUN_SCRIPTS: ReadonlySet<string> = new Set([
  '@photostructure/sqlite',
  'electron',
  'electron-winstaller',
  'fsevents',
])
/** The Electron this app is written for; older ones get no fixes. */
const LEAST_ELECTRON = 45
/** More of them are more strangers to trust. */
const MOST_DEPENDENCIES = 20

export function sums(lock: Lock, of = 'lockfile'): Finding {
  const wrong = Object.entries(lock).flatMap(([path, entry]) => {
    if (path === '') return []
    const { resolved, integrity = '', link, version } = entry
    if (link === true || version === undefined) return [`${path} is a link`]
    // Without an address npm takes it from the registry; with one it must be the registry's.
    if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return [`${path} comes from ${resolved}`]
    return integrity.startsWith('sha512-') ? [] : [`${path} has no sha512`]
  })
  return { what: `${of}: all from the registry, all with sha512`, cases: Object.keys(lock).length - 1, wrong }
}

export function exactVersions(lock: Lock): Finding {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = lock[''] ?? {}
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  const wrong = all
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name]) => `${name} is not exact`)
  return { what: 'versions are exact, none from git or a folder', cases: all.length, wrong }
}

/** `note` is decision 0015: a row for each dependency, and no row for one that has gone. */
export function reasons(lock: Lock, note: string): Finding {
  const rows = note.split('\n').filter((line) => /^\| (?!package \|)/.test(line))
  const named = new Set(
    rows.flatMap((row) => (row.split('|')[1] ?? '').split(',').map((name) => name.trim())),
  )
  const names = Object.keys(lock['']?.dependencies ?? {})
  const wrong = [
    ...names.filter((name) => !named.has(name)).map((name) => `${name} has no line in decision 0015`),
    ...[...named]
      .filter((name) => !names.includes(name))
      .map((name) => `${name} has a line in decision 0015 and is no dependency`),
  ]
  if (names.length > MOST_DEPENDENCIES)
    wrong.push(`${names.length} dependencies are more than ${MOST_DEPENDENCIES}`)
  return { what: 'each runtime dependency has its reasons in decision 0015', cases: names.length, wrong }
}

/** `setUp` is the text of the set-up script; `isInstalled` says whether the tree is the one it made. */
export function installScripts(lock: Lock, setUp: string, isInstalled: boolean): Finding {
  const withScripts = Object.entries(lock).filter(([, { hasInstallScript }]) => hasInstallScript === true)
  const wrong = withScripts
    .map(([path]) => nameOf(path))
    .filter((name) => !WOULD_RUN_SCRIPTS.has(name))
    .map((name) => `${name} would run a script at install: look at it, then name it in lock-checks.ts`)
  if (!setUp.includes("'--ignore-scripts'")) wrong.push('set-up lets packages run scripts')
  // This check, the tests and the app run on a tree that was installed that way.
  if (!isInstalled) wrong.push('node_modules is not set-up’s')
  return { what: 'install runs no scripts, and all works without', cases: withScripts.length + 1, wrong }
}

export const licenceList = (lock: Lock): string =>
  [
    '# Licences of what ships',
    '',
    'Every package that may be part of the app, from the lockfile. Written by `npm run check:supply -- --write`.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...shipped(lock).map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n')

/** `listed` is docs/licences.md as it is. */
export function licences(lock: Lock, listed: string): Finding {
  const packages = shipped(lock)
  const wrong = packages
    .filter(([, , licence]) => !LICENCES.has(licence))
    .map(([name, , licence]) => `${name} is under ${licence}`)
  if (listed !== licenceList(lock))
    wrong.push('docs/licences.md is not what the lockfile says: npm run check:supply -- --write')
  return { what: 'licences allow shipping, and are listed', cases: packages.length, wrong }
}

export function electronAge(lock: Lock): Finding {
  const version = lock['node_modules/electron']?.version ?? '0'
  const wrong =
    Number(version.split('.')[0]) >= LEAST_ELECTRON ? [] : [`Electron ${version} is out of support`]
  return { what: `Electron is of a supported line (${version})`, cases: 1, wrong }
}
