/** A display without a screen, for machines that have none and for tests that must not disturb one. Runs on Node 20. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { Trouble } from './steps.mjs'

const STARTS_WITHIN_MS = 10_000

/**
 * Starts Xvfb on a free display number, runs `work` with its environment, and ends it.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withVirtualDisplay(work) {
  if (process.platform !== 'linux') return work({})
  // -displayfd lets the server choose: no race for a number.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  try {
    const number = await displayNumber(server)
    return await work({ DISPLAY: `:${number}` })
  } finally {
    if (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Trouble('The virtual display did not start within 10 s.')),
      STARTS_WITHIN_MS,
    )
    const settle = (finish, value) => {
      clearTimeout(late)
      finish(value)
    }
    server.once('error', (error) =>
      settle(
        reject,
        new Trouble(`The virtual display could not be started (${error.message}). Install xvfb.`),
      ),
    )
    server.once('exit', (code) =>
      settle(reject, new Trouble(`The virtual display ended at once with exit code ${code}.`)),
    )
    let said = ''
    server.stdio[3].on('data', (chunk) => {
      said += chunk
      if (said.includes('\n')) settle(resolve, said.trim())
    })
  })
}
