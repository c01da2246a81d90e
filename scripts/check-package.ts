/**
 * Installs the package with dpkg, drives the app as an ordinary user from its first launch to an answer, tries what its
 * fuses and its sandbox must prevent, and removes it again. As root, on a Debian-like Linux; prints what it tried.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { driveToAnswer } from './drive-package.ts'
import { hasSandbox } from './installed-app.ts'
import { readFuses, readPayload } from './packed-app.ts'
import { tryFuses } from './fuse-trials.ts'
import { tryTools } from './tool-trials.ts'
import { tryUpdates } from './update-trials.ts'
import { inRoot, root, toolEnvironment, toolNode } from './places.mjs'
import { Trouble, main, runOrFail } from './steps.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'
import { createTally, type Tally } from './package-tally.ts'

const NAME = 'assistant-desk'
const HOME = '/opt/Assistant Desk'
const PROGRAM = `/usr/bin/${NAME}`
const DESKTOP_FILE = `/usr/share/applications/${NAME}.desktop`

main(async () => {
  const reason = whyNot()
  if (reason !== null) {
    console.log(`not here: ${reason}\n0 cases`)
    return
  }
  const deb = await packageFile()
  const tally = createTally()
  const home = mkdtempSync(join(tmpdir(), 'assistant-desk-package-'))
  chmodSync(home, 0o777)
  try {
    install(deb, tally)
    try {
      await inspect(tally)
      await withVirtualDisplay(async (display) => {
        const world = { program: PROGRAM, folder: HOME, home, display, tally, readVersion }
        await driveToAnswer(world)
        await tryTools(world)
        await tryFuses(world)
        await tryUpdates(world)
      })
    } finally {
      remove(tally)
    }
    tally.check(
      'what the person wrote is still there',
      existsSync(join(home, '.config/Assistant Desk/history.db')),
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
  tally.finish()
})

function whyNot(): string | null {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg')) return 'it has no dpkg'
  if (process.getuid?.() !== 0) return 'only root may install packages'
  return hasSandbox() ? null : 'it gives ordinary users no namespaces, which the sandbox is made of'
}

/** The deb of this build; makes it when there is none, or an older one. */
async function packageFile(): Promise<string> {
  const found = () =>
    globSync('*.deb', { cwd: inRoot('out', 'packages') }).map((name) => inRoot('out', 'packages', name))
  const built = statSync(inRoot('dist', '.built-from')).mtimeMs
  const fresh = (file: string | undefined) => file !== undefined && statSync(file).mtimeMs > built
  if (!fresh(found()[0]))
    await runOrFail(toolNode() ?? process.execPath, [inRoot('scripts', 'package.ts')], {
      cwd: root,
      env: toolEnvironment(),
    })
  const [deb] = found()
  if (deb === undefined) throw new Trouble('No deb was made. Run: npm run package')
  return deb
}

function install(deb: string, tally: Tally): void {
  // What a test that was killed has left.
  if (isInstalled()) execFileSync('dpkg', ['--purge', NAME], { stdio: 'ignore' })
  console.log(`\nInstall ${deb.slice(root.length + 1)}`)
  execFileSync('dpkg', ['--install', deb], { stdio: ['ignore', 'ignore', 'inherit'] })
  tally.check('dpkg installs it', isInstalled())
  tally.check('its command is there', existsSync(PROGRAM))
  const entry = existsSync(DESKTOP_FILE) ? readFileSync(DESKTOP_FILE, 'utf8') : ''
  for (const line of ['Name=Assistant Desk', 'Comment[zh_TW]=', 'Categories=', `StartupWMClass=${NAME}`])
    tally.check(`the menu's entry has ${line}`, entry.includes(`\n${line}`))
  tally.check('the menu’s entry starts the program', entry.includes(`Exec="${HOME}/${NAME}"`))
  tally.check('it opens no kinds of files and no addresses', !entry.includes('MimeType'))
  const icons = installedFiles().filter(
    (path) => path.startsWith('/usr/share/icons/') && /\.(png|svg)$/.test(path),
  )
  tally.check('it has its icon in several sizes', icons.length > 3)
  const largest = icons.find((path) => path.includes('/512x512/')) ?? ''
  tally.check('and the icon is ours', isSame(largest, inRoot('build', 'icons', '512x512.png')))
}

async function inspect(tally: Tally): Promise<void> {
  for (const { name, isOn, isRight } of await readFuses(join(HOME, NAME)))
    tally.check(`fuse ${name} is ${isOn ? 'on' : 'off'}`, isRight)
  const { wrong, files } = readPayload(join(HOME, 'resources'), `linux-${process.arch}`)
  tally.check(`${files.length} files inside, none of them out of place`, wrong.length === 0, wrong.join('; '))
  const open = installedFiles().filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o022) !== 0 && statSync(path).isFile(),
  )
  tally.check('nobody but root may change what is installed', open.length === 0, open.slice(0, 3).join(' '))
}

function remove(tally: Tally): void {
  const files = installedFiles()
  console.log('\nRemove')
  execFileSync('dpkg', ['--remove', NAME], { stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('dpkg', ['--purge', NAME], { stdio: ['ignore', 'ignore', 'ignore'] })
  tally.check('dpkg has forgotten it', !isInstalled())
  const isOurs = (path: string) => path.includes(NAME) || path.startsWith(HOME)
  const left = [
    ...files.filter(isOurs),
    HOME,
    PROGRAM,
    `/etc/alternatives/${NAME}`,
    `/var/lib/dpkg/alternatives/${NAME}`,
    `/etc/apparmor.d/${NAME}`,
  ].filter((path) => existsSync(path))
  tally.check(
    `of its ${files.length} files and folders none is left`,
    left.length === 0,
    left.slice(0, 5).join(' '),
  )
}

const installedFiles = (): string[] =>
  execFileSync('dpkg', ['--listfiles', NAME], { encoding: 'utf8' }).trim().split('\n')

const isSame = (one: string, other: string): boolean =>
  existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other))

const readVersion = (): string =>
  execFileSync('dpkg-query', ['--show', '--showformat', '${Version}', NAME], { encoding: 'utf8' })

function isInstalled(): boolean {
  try {
    return execFileSync('dpkg-query', ['--show', '--showformat', '${Status}', NAME], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).startsWith('install ok')
  } catch {
    return false
  }
}
