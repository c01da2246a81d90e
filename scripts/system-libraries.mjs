/** Makes sure a Debian-like Linux has what an Electron window, a virtual display and the journeys need. Runs on Node 20. */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { electronExecutable } from './electron-binary.mjs'
import { Trouble, run, runOrFail } from './steps.mjs'

const FOR_WINDOW = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2']
const FOR_VIRTUAL_DISPLAY = ['xvfb', 'xauth']
/** The keyring, Chinese glyphs, the curl script and a network of its own are exercised by the tests only. */
const FOR_TESTS = [
  'fonts-noto-cjk',
  'dbus-daemon',
  'gnome-keyring',
  'libsecret-1-0',
  'curl',
  'jq',
  'iproute2',
]

/**
 * Installs what is missing when run as root with apt; else explains the exact command.
 * @param {{ isForTests: boolean }} options
 * @returns {Promise<string>} a remark
 */
export async function ensureSystemLibraries({ isForTests }) {
  if (process.platform !== 'linux') return 'nothing needed'
  const missing = await missingPackages(isForTests)
  if (missing.length === 0) return 'all there'
  const hasApt = existsSync('/usr/bin/apt-get')
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!hasApt)
    throw new Trouble(
      `This system lacks what these Debian packages hold: ${missing.join(', ')}. Install their likes with your package manager.`,
    )
  if (process.getuid?.() !== 0)
    throw new Trouble(
      `The window needs system libraries that only root may install. Type:\n\n  sudo sh -c '${command}'\n`,
    )
  await runOrFail('sh', ['-c', command], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const still = await missingPackages(isForTests)
  if (still.length > 0)
    throw new Trouble(`apt-get ended well, but these are still missing: ${still.join(', ')}`)
  return `installed ${missing.join(' ')}`
}

async function missingPackages(isForTests) {
  const missing = []
  const { output } = await run('ldd', [electronExecutable()])
  if (/not found/.test(output)) missing.push(...FOR_WINDOW)
  if ((isForTests || !hasDisplay()) && !existsSync('/usr/bin/Xvfb')) missing.push(...FOR_VIRTUAL_DISPLAY)
  if (isForTests) missing.push(...FOR_TESTS.filter((name) => !WITNESS[name].some((path) => existsSync(path))))
  return missing
}

/** A file that each package brings: far quicker to look for than asking dpkg. */
const WITNESS = {
  'fonts-noto-cjk': ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
  'dbus-daemon': ['/usr/bin/dbus-run-session'],
  'gnome-keyring': ['/usr/bin/gnome-keyring-daemon'],
  'libsecret-1-0': [
    '/usr/lib/x86_64-linux-gnu/libsecret-1.so.0',
    '/usr/lib/aarch64-linux-gnu/libsecret-1.so.0',
  ],
  curl: ['/usr/bin/curl'],
  jq: ['/usr/bin/jq'],
  iproute2: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'],
}

/** True when this session can show a window to a person. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
