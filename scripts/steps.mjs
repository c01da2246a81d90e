/** Says each step of a long job with its time, and ends the job with words when one fails. Runs on Node 20. */
import { spawn } from 'node:child_process'
import process from 'node:process'

/** A failure that people caused or can mend: printed without a stack trace. */
export class Trouble extends Error {}

/**
 * Runs `work` and prints its name, outcome and seconds.
 * @param {string} name
 * @param {() => Promise<string | void> | string | void} work returns a short remark for the line
 */
export async function step(name, work) {
  const startedAt = performance.now()
  const remark = await work()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`  ${name.padEnd(28)} ${seconds.padStart(6)} s${remark ? `  ${remark}` : ''}`)
}

/**
 * Runs a program to its end and returns its exit code and what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { isShown?: boolean }} [options] `isShown` passes its output through
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { isShown = false, ...options } = {}) {
  return new Promise((resolve) => {
    // On Windows what is in .bin is a script of the shell.
    const isScript = process.platform === 'win32' && command.includes('.bin')
    const child = spawn(isScript ? `"${command}"` : command, args, {
      shell: isScript,
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (isShown) target.write(chunk)
      })
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }))
  })
}

/** Like `run`, but a non-zero exit is a Trouble that carries the end of the output. */
export async function runOrFail(command, args, options) {
  const result = await run(command, args, options)
  if (result.code !== 0) {
    const said = options?.isShown ? '' : `\n${result.output.trim().split('\n').slice(-15).join('\n')}`
    throw new Trouble(`${[command, ...args].join(' ')} ended with exit code ${result.code}${said}`)
  }
  return result.output
}

/** Runs a script's main job: a Trouble ends it with its sentence, anything else with its stack. */
export function main(job) {
  job().catch((thrown) => {
    console.error(thrown instanceof Trouble ? `\n${thrown.message}` : thrown)
    process.exitCode = 1
  })
}
