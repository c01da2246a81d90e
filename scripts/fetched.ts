/** Packages with a lockfile of their own, which only one check needs: fetched into `.cache` when it first runs, without scripts. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { inRoot } from './places.mjs'
import { Trouble, run } from './steps.mjs'

const FETCHED_WITHIN_MS = 300_000
const MANIFESTS = ['package.json', 'package-lock.json']
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/

/** `name` is the folder in `scripts/` with the two manifests, and the folder in `.cache/` they are fetched into. */
export const fetchedInto = (name: string): string => inRoot('.cache', name)

/** Null when it is there; else why the registry could not be asked. @throws Trouble when it answers and it still does not work */
export async function fetchLocked(name: string): Promise<string | null> {
  const home = fetchedInto(name)
  const sum = createHash('sha256')
  for (const manifest of MANIFESTS) sum.update(readFileSync(inRoot('scripts', name, manifest)))
  const wanted = sum.digest('hex')
  const stamp = join(home, '.fetched')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  for (const manifest of MANIFESTS) cpSync(inRoot('scripts', name, manifest), join(home, manifest))
  const how = { cwd: home, shell: process.platform === 'win32', timeout: FETCHED_WITHIN_MS }
  const { code, output } = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    how,
  )
  if (code !== 0) {
    if (NO_NETWORK.test(output)) return 'the registry does not answer, so what it needs cannot be fetched'
    throw new Trouble(`What ${name} needs could not be fetched:\n${output.trim().slice(-1_500)}`)
  }
  writeFileSync(stamp, wanted)
  return null
}
