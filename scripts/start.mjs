/** The main job: sets up, builds and opens the window. Without a display, goes through it by itself and prints what it saw. Runs on Node 20. */
import process from 'node:process'
import { build } from './build.mjs'
import { inRoot, root, toolEnvironment, toolNode } from './places.mjs'
import { setUp } from './setup.mjs'
import { Trouble, main, run, step } from './steps.mjs'
import { runWindow } from './window-process.mjs'

main(async () => {
  await setUp()
  await step('build', build)
  const { electronEnvironment, electronExecutable } = await import('./electron-binary.mjs')
  const { hasDisplay } = await import('./system-libraries.mjs')
  if (hasDisplay()) await openWindow(electronExecutable(), electronEnvironment())
  else await firstAnswer(electronEnvironment())
})

async function openWindow(executable, environment) {
  console.log('\nOpening the window. Close it to end, or press Ctrl+C here.')
  // As root Chromium refuses to start with its sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...asRoot, root, ...process.argv.slice(2)]
  process.exitCode = await runWindow(executable, args, { ...process.env, ...environment })
}

async function firstAnswer(environment) {
  const { withVirtualDisplay } = await import('./virtual-display.mjs')
  console.log('\nThis machine has no display: the app goes through its own window on a virtual one.')
  const ignored = process.argv.slice(2).join(' ')
  if (ignored !== '')
    console.log(`Not used, for it is for a window: ${ignored}. This takes a folder of its own.`)
  console.log('')
  const code = await withVirtualDisplay(async (display) => {
    const env = toolEnvironment({ ...environment, ...display })
    return (await run(toolNode(), [inRoot('scripts', 'first-answer.ts')], { cwd: root, env, isShown: true }))
      .code
  })
  if (code !== 0) throw new Trouble('The app did not come to an answer. The reason stands above.')
}
