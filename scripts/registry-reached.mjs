/** Whether npm's registry can be reached, so that set-up on a machine without a network says so soon. Runs on Node 20. */
import process from 'node:process'
import { run } from './steps.mjs'

const WITHIN_MS = 10_000
/** How npm names a network that leads nowhere. A registry that refuses the question has answered. */
const NOBODY =
  /code (?:EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)/

/**
 * Asks the registry once. Left to itself npm asks again for minutes, and says nothing meanwhile.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>}
 */
export async function reachesRegistry(env = process.env) {
  const args = ['ping', '--fetch-retries=0', `--fetch-timeout=${WITHIN_MS}`, '--loglevel=error']
  const { code, output } = await run('npm', args, { env, shell: process.platform === 'win32' })
  return code === 0 || !NOBODY.test(output)
}
