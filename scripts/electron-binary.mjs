/** Finds the Electron to run: the one that is named, the official one, or the named development fallback. Runs on Node 20. */
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { inRoot, toolNode } from './places.mjs'
import {
  RUNTIME_VERSION,
  fetchRegistryRuntime,
  hasRegistryRuntime,
  runtimeFolder,
} from './registry-runtime.mjs'
import { Trouble, run } from './steps.mjs'

const PROBE_MS = 3_000
const officialFolder = inRoot('node_modules', 'electron', 'dist')
const executableName =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64'

/**
 * What is there already, without fetching anything.
 * @returns {{ kind: 'named' | 'official' | 'fallback', folder: string, version: string } | null}
 */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) {
    if (!existsSync(join(named, executableName))) {
      throw new Trouble(
        `ELECTRON_OVERRIDE_DIST_PATH names ${named}, but there is no ${executableName} in it. Correct the path or unset the variable.`,
      )
    }
    return { kind: 'named', folder: named, version: versionIn(named) }
  }
  if (existsSync(join(officialFolder, executableName)))
    return { kind: 'official', folder: officialFolder, version: versionIn(officialFolder) }
  if (hasRegistryRuntime()) return { kind: 'fallback', folder: runtimeFolder, version: RUNTIME_VERSION }
  return null
}

/** Makes sure there is an Electron, fetching one if needed, and returns a remark for the step's line. */
export async function ensureElectron() {
  const found = findElectron()
  if (found) return describe(found)
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  if (await isReachable(mirror ? new URL(mirror) : new URL('https://github.com'))) {
    const { code } = await run(toolNode(), [inRoot('node_modules', 'electron', 'install.js')])
    const official = code === 0 ? findElectron() : null
    if (official) return describe(official)
  }
  if (isLinuxX64) {
    await fetchRegistryRuntime()
    return describe(findElectron())
  }
  throw new Trouble(waysOut)
}

/** The environment that makes `require('electron')`, Playwright and Vite use the Electron that was found. */
export function electronEnvironment() {
  const found = findElectron()
  if (!found) throw new Trouble('There is no Electron yet. Run: npm run setup')
  return found.kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: found.folder }
}

export const electronExecutable = () => join(findElectron()?.folder ?? officialFolder, executableName)

const describe = ({ kind, version }) =>
  ({
    named: `Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH`,
    official: `Electron ${version}, official`,
    fallback: `Electron ${version}, development fallback from the package registry (a third party's republication: never shipped)`,
  })[kind]

function versionIn(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return '(version unknown)'
  }
}

const isReachable = (url) =>
  new Promise((resolve) => {
    const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443)
    const socket = connect({ host: url.hostname, port, timeout: PROBE_MS })
    const answer = (isOpen) => {
      socket.destroy()
      resolve(isOpen)
    }
    socket
      .once('connect', () => answer(true))
      .once('timeout', () => answer(false))
      .once('error', () => answer(false))
  })

const waysOut = `No Electron binary could be had. Three ways out:
  1. Let this machine reach github.com (or set ELECTRON_MIRROR to a mirror of its releases) and run: npm run setup
  2. Unpack an Electron 45 release yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder.
  3. Use linux-x64, where a development fallback comes from the package registry.`
