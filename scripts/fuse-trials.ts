/** Tries on an installed app what its fuses must prevent: each by doing it, and where that can be shown on the unfused runtime too. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from './drive-package.ts'
import { commandLine, family, listening, ofKind, startProgram, type Started } from './installed-app.ts'
import { unfusedCopy } from './unfused.ts'

const MOST_MS = 30_000
const LOOK_EVERY_MS = 200
const SETTLES_MS = 1_500
const INSPECTOR_PORT = 39_229

export async function tryFuses(world: World): Promise<void> {
  console.log('\nWhat the fuses prevent')
  await asPlainNode(world)
  await throughNodeOptions(world)
  await withInspector(world)
  await afterSignal(world)
  await fromFolder(world)
  world.tally.pass(
    'a changed app.asar is refused',
    'Electron compares the archive with its sum on macOS and Windows only',
  )
}

/** Code that leaves a mark when it runs. */
function trap(home: string, name: string): { mark: string; code: string; file: string } {
  const mark = join(home, `${name}.mark`)
  const code = `require('fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`
  const file = join(home, `${name}.cjs`)
  writeFileSync(file, code)
  return { mark, code, file }
}

/** Starts, waits until code would have run, ends; true when the mark is there. */
async function leavesMark(start: Parameters<typeof startProgram>[0], mark: string): Promise<boolean> {
  const started = startProgram(start)
  await until(() => existsSync(mark) || hasPage(started))
  await started.end()
  const isThere = existsSync(mark)
  rmSync(mark, { force: true })
  return isThere
}

/** Main's own code has run when it has opened its page; whatever was preloaded ran before. */
const hasPage = ({ pid, child }: Started): boolean =>
  child.exitCode !== null || ofKind(family(pid), 'renderer').length > 0

/** However busy the machine is: an app that does neither ends the wait after a while. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < MOST_MS && !isSo(); waited += LOOK_EVERY_MS) await sleep(LOOK_EVERY_MS)
  await sleep(SETTLES_MS)
}

async function asPlainNode({ program, home, display, tally }: World): Promise<void> {
  const { mark, code } = trap(home, 'plain-node')
  const start = { args: ['-e', code], home, display, env: { ELECTRON_RUN_AS_NODE: '1' } }
  const { runtime } = unfusedCopy(home)
  tally.check(
    'an unfused Electron runs a stranger’s code as Node, so this trial can fail',
    await leavesMark({ ...start, program: runtime }, mark),
  )
  tally.check('ELECTRON_RUN_AS_NODE=1 runs no code', !(await leavesMark({ ...start, program }, mark)))
}

async function throughNodeOptions({ program, home, display, tally }: World): Promise<void> {
  const { mark, file } = trap(home, 'node-options')
  for (const option of [`--require=${file}`, `--import=${file}`, `--require ${file}`]) {
    const start = { program, args: [], home, display, env: { NODE_OPTIONS: option } }
    tally.check(`NODE_OPTIONS="${option.replace(home, '…')}" runs no code`, !(await leavesMark(start, mark)))
  }
}

async function withInspector({ program, home, display, tally }: World): Promise<void> {
  for (const flag of ['--inspect', '--inspect-brk']) {
    const started = startProgram({ program, args: [`${flag}=127.0.0.1:${INSPECTOR_PORT}`], home, display })
    await until(() => hasPage(started))
    const ports = listening(family(started.pid))
    const isRunning = commandLine(started.pid) !== ''
    await started.end()
    tally.check(
      `${flag} opens no port, and the app starts`,
      isRunning && !ports.includes(INSPECTOR_PORT) && !started.said().includes('Debugger listening'),
      ports.join(' '),
    )
  }
}

async function afterSignal({ program, home, display, tally }: World): Promise<void> {
  const started = startProgram({ program, args: [], home, display })
  await until(() => hasPage(started))
  const before = listening(family(started.pid))
  process.kill(started.pid, 'SIGUSR1')
  await sleep(SETTLES_MS)
  const after = listening(family(started.pid))
  const said = started.said()
  await started.end()
  tally.check(
    `SIGUSR1 opens no port (${before.length} before)`,
    after.every((port) => before.includes(port)) && !said.includes('Debugger listening'),
    after.join(' '),
  )
}

/** Without its archive the app must not start from a folder that somebody laid beside it. */
async function fromFolder({ program, folder, home, display, tally }: World): Promise<void> {
  const { mark, code } = trap(home, 'folder')
  const archive = join(folder, 'resources', 'app.asar')
  const planted = join(folder, 'resources', 'app')
  renameSync(archive, `${archive}.away`)
  try {
    mkdirSync(planted)
    writeFileSync(join(planted, 'package.json'), '{"name":"planted","main":"main.cjs"}')
    writeFileSync(join(planted, 'main.cjs'), code)
    tally.check(
      'a folder beside the archive is not run in its place',
      !(await leavesMark({ program, args: [], home, display }, mark)),
    )
  } finally {
    rmSync(planted, { recursive: true, force: true })
    renameSync(`${archive}.away`, archive)
  }
}
