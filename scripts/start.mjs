/** The main job: sets up, builds and opens the window. Without a display, goes through it by itself and prints what it saw. Runs on Node 20. */
import { spawn } from 'node:child_process'
import process from 'node:process'
import { build } from './build.mjs'
import { inRoot, root, toolEnvironment, toolNode } from './places.mjs'
import { setUp } from './setup.mjs'
import { Trouble, main, run, step } from './steps.mjs'

main(async () => {
  await setUp()
  await step('build', build)
  const { electronEnvironment, electronExecutable } = await import('./electron-binary.mjs')
  const { hasDisplay } = await import('./system-libraries.mjs')
  if (hasDisplay()) await openWindow(electronExecutable(), electronEnvironment())
  else await firstAnswer(electronEnvironment())
})

function openWindow(executable, environment) {
  console.log('\nOpening the window. Close it to end.')
  return new Promise((resolve, reject) => {
    // As root Chromium refuses to start with its sandbox.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const child = spawn(executable, [...asRoot, root, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    child.on('error', (error) => reject(new Trouble(`The window could not be opened: ${error.message}`)))
    child.on('close', (code) => {
      process.exitCode = code ?? 0
      resolve()
    })
  })
}

async function firstAnswer(environment) {
  const { withVirtualDisplay } = await import('./virtual-display.mjs')
  console.log('\nThis machine has no display: the app goes through its own window on a virtual one.\n')
  const code = await withVirtualDisplay(async (display) => {
    const env = toolEnvironment({ ...environment, ...display })
    return (await run(toolNode(), [inRoot('scripts', 'first-answer.ts')], { cwd: root, env, isShown: true }))
      .code
  })
  if (code !== 0) throw new Trouble('The app did not come to an answer. The reason stands above.')
}
