/** The app as a process of its own group, so that Ctrl+C asks it to close instead of taking its parts away under it. Runs on Node 20. */
import { spawn } from 'node:child_process'
import process from 'node:process'
import { Trouble } from './steps.mjs'

/** What a terminal sends: by Ctrl+C, by `kill`, and when it is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end. A terminal's signals reach the program alone, not what it has started: an Electron whose
 * parts are gone crashes before it has put its files in order.
 * @param {string} executable
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export function runWindow(executable, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, {
      stdio: 'inherit',
      detached: process.platform !== 'win32',
      env,
    })
    const pass = (signal) => child.kill(signal)
    for (const signal of SIGNALS) process.on(signal, pass)
    child.on('error', (error) => reject(new Trouble(`The window could not be opened: ${error.message}`)))
    child.on('close', (code) => {
      for (const signal of SIGNALS) process.off(signal, pass)
      resolve(code ?? 1)
    })
  })
}
