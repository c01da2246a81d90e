/**
 * Packs the built app: gathers the payload, hands over to electron-builder, reads the fuses back and lists what is inside.
 * Without arguments it makes what this machine can without downloading; with arguments it passes them on. `npm run package`.
 */
import { existsSync, globSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { findElectron } from './electron-binary.mjs'
import { runJourneys } from './journeys.mjs'
import { PACKED, drivableCopy } from './packed-program.ts'
import { readJourneys, tallyOf } from './reports.mjs'
import { manifest, megabytes, readFuses, readPayload } from './packed-app.ts'
import { gatherPayload, notesFolder } from './payload.ts'
import { inRoot, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { Trouble, main, run, step } from './steps.mjs'

const packages = inRoot('out', 'packages')
const MARK = 'DEVELOPMENT-ONLY.txt'
const isTest = process.argv.includes('--test')
const [mine, filters] = split(process.argv.slice(2).filter((arg) => arg !== '--'))
const asked = mine.filter((arg) => arg !== '--test')

main(async () => {
  const { kind, folder, version } = findElectron() ?? {
    kind: 'official',
    folder: null,
    version: 'downloaded',
  }
  const isForRelease =
    kind === 'official' || version === manifest(inRoot('package.json')).devDependencies['electron']
  rmSync(packages, { recursive: true, force: true })
  console.log('\nPackage')
  await step('payload', gatherPayload)
  await step('electron-builder', async () => {
    const args = [
      ...(asked.length > 0 ? asked : whatThisMachineCan()),
      ...whichElectron({ kind, folder, version, isForRelease }),
    ]
    const isShown = asked.length > 0
    const { code, output } = await run(tool('electron-builder'), [...args, '--publish', 'never'], {
      cwd: root,
      env: toolEnvironment(existsSync('/usr/bin/dpkg-deb') ? withoutDownload() : {}),
      isShown,
    })
    if (code !== 0) throw new Trouble(whyNotMade(isShown ? '' : output))
    return `Electron ${version}${isForRelease ? '' : ', for development only'}`
  })
  const unpacked = globSync('*unpacked', { cwd: packages }).map((name) => join(packages, name))
  for (const each of unpacked) await lookInto(each)
  tellFiles()
  if (!isForRelease)
    console.log(
      `\nThis package holds Electron ${version}, which is not the one that is released. It is for tests on this machine and never for release. Release packages: docs/releasing.md`,
    )
  if (isTest) await testPackage()
  if (filters !== null) await drivePackage(filters)
})

/** What stands behind `--journeys` chooses among them. */
function split(args: string[]): [mine: string[], filters: string[] | null] {
  const at = args.indexOf('--journeys')
  return at < 0 ? [args, null] : [args.slice(0, at), args.slice(at + 1)]
}

/** The journeys of `e2e/` with the packed app in place of the checkout's. */
async function drivePackage(rest: string[]): Promise<void> {
  process.env[PACKED] = await drivableCopy()
  const file = inRoot('out', 'packed-journeys.json')
  const { code } = await runJourneys({ report: file, rest })
  const { passed, failed, failures, second } = tallyOf({ file, code, read: readJourneys, name: 'journeys' })
  for (const each of second) console.log(`  passed only when tried again: ${each}`)
  for (const each of failures) console.log(`  failed: ${each}`)
  console.log(`\nThe packed app: ${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

function whyNotMade(output: string): string {
  const reason =
    output === '' ? 'The reason stands above, behind the ⨯.' : output.split('\n').slice(-15).join('\n')
  return `electron-builder made no package. ${reason}\nAll but an unpacked app and a deb needs downloads from github.com, and some need certificates: docs/releasing.md`
}

/** Everything else asks for tools from the network: docs/releasing.md. */
function whatThisMachineCan(): string[] {
  const systems: Partial<Record<string, string>> = { linux: '--linux', darwin: '--mac', win32: '--win' }
  const system = systems[process.platform]
  if (system === undefined) throw new Trouble(`There are no packages for ${process.platform}.`)
  const hasDpkg = process.platform === 'linux' && existsSync('/usr/bin/dpkg-deb')
  return [system, ...(hasDpkg ? ['dir', 'deb'] : ['dir']), `--${process.arch}`]
}

/** electron-builder would fetch fpm to make a deb. */
const withoutDownload = () => ({ CUSTOM_FPM_PATH: inRoot('scripts', 'dpkg-deb-as-fpm.mjs') })

/** The Electron that goes into the package. */
interface Chosen {
  kind: string
  folder: string | null
  version: string
  /** The official one, or one that was named and has its version; all others mark their package. */
  isForRelease: boolean
}

/** An official Electron is taken from where it is, or downloaded by electron-builder; a development fallback marks its package. */
function whichElectron({ kind, folder, version, isForRelease }: Chosen): string[] {
  if (asked.length > 0 && kind === 'official') return []
  if (folder === null) return []
  const from = [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
  if (isForRelease) return from
  writeFileSync(
    join(notesFolder, MARK),
    `This package was made for tests, with Electron ${version}, which is not the one that is released. Do not hand it out.\n`,
  )
  return [
    ...from,
    '-c.artifactName=${name}-${version}-${os}-${arch}-development-only.${ext}',
    '-c.linux.synopsis=Assistant Desk, development package, never for release',
  ]
}

async function lookInto(folder: string): Promise<void> {
  const { name } = manifest(inRoot('package.json'))
  const isMac = existsSync(join(folder, 'Assistant Desk.app'))
  const resources = isMac
    ? join(folder, 'Assistant Desk.app', 'Contents', 'Resources')
    : join(folder, 'resources')
  const program = isMac
    ? join(folder, 'Assistant Desk.app')
    : [join(folder, name), join(folder, 'Assistant Desk.exe')].find((path) => existsSync(path))
  if (program === undefined) throw new Trouble(`There is no program in ${relative(root, folder)}.`)
  console.log(`\n${relative(root, folder)}`)
  const fuses = await readFuses(program)
  for (const { name: fuse, isOn, isRight } of fuses)
    console.log(`  ${isRight ? 'ok   ' : 'WRONG'} fuse ${fuse.padEnd(40)} ${isOn ? 'on' : 'off'}`)
  const payload = readPayload(resources, targetOf(folder))
  for (const { path, bytes } of payload.files.slice(0, 12))
    console.log(`  ${String(bytes).padStart(9)}  ${path}`)
  console.log(`  ${payload.files.length} files in all`)
  console.log(
    `  payload without Electron ${megabytes(payload.bytes)}, and ${megabytes(payload.moduleBytes)} of the SQLite module`,
  )
  const wrong = [
    ...fuses.filter(({ isRight }) => !isRight).map(({ name: fuse }) => `fuse ${fuse} is not as it must be`),
    ...payload.wrong,
  ]
  if (wrong.length > 0) throw new Trouble(`The package is not right:\n  ${wrong.join('\n  ')}`)
}

/** electron-builder names the folder of the processor it takes for granted without it. */
function targetOf(folder: string): string {
  const [, system = '', processor = 'x64'] =
    /(linux|win|mac)(?:-(arm64|universal|x64))?-unpacked$/.exec(folder) ?? []
  const named = { linux: 'linux', win: 'win32', mac: 'darwin' }[system] ?? process.platform
  return `${named}-${processor}`
}

function tellFiles(): void {
  console.log('\nMade')
  for (const name of globSync('*.{deb,AppImage,gz,exe,dmg,zip}', { cwd: packages }))
    console.log(`  ${megabytes(statSync(join(packages, name)).size).padStart(10)}  out/packages/${name}`)
}

async function testPackage(): Promise<void> {
  const { code } = await run(toolNode() ?? process.execPath, [inRoot('scripts', 'check-package.ts')], {
    cwd: root,
    env: toolEnvironment(),
    isShown: true,
  })
  if (code !== 0) throw new Trouble('The package did not stand its test. What went wrong stands above.')
}
