/** The small commands of package.json: each sets itself up, then runs its tool on the tools' Node. Runs on Node 20. */
import { spawn } from 'node:child_process'
import process from 'node:process'
import { build } from './build.mjs'
import { inRoot, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { setUp } from './setup.mjs'
import { Trouble, main, runOrFail, step } from './steps.mjs'

const [command, ...args] = process.argv.slice(2)

const commands = {
  /** The window with hot reload; main and preload are rebuilt and restarted. */
  async dev() {
    const { hasDisplay } = await import('./system-libraries.mjs')
    if (!hasDisplay())
      throw new Trouble(
        'This needs a display, and this machine has none. `npm start` goes through the app without one.',
      )
    const { electronEnvironment } = await import('./electron-binary.mjs')
    await becomeTool([inRoot('scripts', 'dev.ts'), ...args], electronEnvironment())
  },
  async practice() {
    await becomeTool([inRoot('practice-server', 'cli.ts'), ...args])
  },
  /** The pictures of the README, from the real app. */
  async pictures() {
    await step('build', build)
    const { electronEnvironment } = await import('./electron-binary.mjs')
    const { withVirtualDisplay } = await import('./virtual-display.mjs')
    await withVirtualDisplay((display) =>
      becomeTool([inRoot('scripts', 'take-pictures.ts'), ...args], { ...electronEnvironment(), ...display }),
    )
  },
  /** Every state of the window over a fake bridge, in a browser: prints the address, whose root leads there. */
  gallery: () =>
    runOrFail(tool('vite'), ['--config', inRoot('renderer', 'gallery', 'gallery.vite.config.ts'), ...args], {
      cwd: root,
      env: toolEnvironment(),
      isShown: true,
    }),
  /** The app's icon in all sizes, from build/icon.svg. */
  async icons() {
    const { electronEnvironment } = await import('./electron-binary.mjs')
    const { withVirtualDisplay } = await import('./virtual-display.mjs')
    await withVirtualDisplay((display) =>
      becomeTool([inRoot('scripts', 'make-icons.ts')], { ...electronEnvironment(), ...display }),
    )
  },
  /** Every proof that docs/faults.md names, as one table; `--only=S-2,P0` for the rows that begin so, `--long` for trials in full. */
  async prove() {
    await step('build', build)
    await becomeTool([inRoot('scripts', 'prove.ts'), ...args])
  },
  /** Doyensec's Electronegativity over the app's sources. */
  'check:security': () => becomeTool([inRoot('scripts', 'check-security.ts'), ...args]),
  /** Where everything that is not ours comes from. */
  'check:runtimes': () => becomeTool([inRoot('scripts', 'check-runtimes.ts'), ...args]),
  'check:supply': () => becomeTool([inRoot('scripts', 'check-supply.ts'), ...args]),
  /** What is missing or unused in messages/, alone: a line of `npm run check`. */
  'check:words': () => becomeTool([inRoot('scripts', 'check-words.ts'), ...args]),
  /** A thousand sends through a faulty network, counted at the server. */
  soak: () => becomeTool([inRoot('scripts', 'soak.ts'), ...args]),
  /** The engine killed again and again at random moments. */
  'crash-test': () => becomeTool([inRoot('scripts', 'crash-test.ts'), ...args]),
  /** The window beside the least an Electron app can be; `polling` and `search` say more of their own. */
  async bench() {
    const [what, ...others] = args
    if (what === 'polling' || what === 'search') return becomeTool([inRoot('bench', `${what}.ts`), ...others])
    await step('build', build)
    const { electronEnvironment } = await import('./electron-binary.mjs')
    const { withVirtualDisplay } = await import('./virtual-display.mjs')
    await withVirtualDisplay((display) =>
      becomeTool([inRoot('bench', 'window.ts'), ...args], { ...electronEnvironment(), ...display }),
    )
  },
  /** Fills a profile with conversations, for measuring. */
  seed: () => becomeTool([inRoot('scripts', 'seed.ts'), ...args]),
  async build() {
    await step('build', build)
    console.log('\nBuilt into dist/. Next: npm start')
  },
  /** Packages for this machine, or for those that are named; with `--test` installed, driven and removed, with `--journeys` driven by all of e2e/. */
  async package() {
    await step('build', build)
    await becomeTool([inRoot('scripts', 'package.ts'), ...args])
  },
  async fix() {
    await runOrFail(tool('oxfmt'), ['.'], { cwd: root, env: toolEnvironment(), isShown: true })
    await runOrFail(tool('oxlint'), ['--fix'], { cwd: root, env: toolEnvironment(), isShown: true })
    console.log('\nFormatted and mended. Next: npm run check')
  },
}

/** Commands that open the app, and the one that runs the journeys. */
const WINDOWS = new Set(['bench', 'dev', 'icons', 'pictures'])
const drivesWindows = command === 'prove' || args.includes('--journeys')
const goal = drivesWindows ? 'tests' : WINDOWS.has(command) ? 'window' : 'tools'

/** Runs the tool in the foreground: it gets the terminal's signals, and its exit code is ours. */
function becomeTool(toolArgs, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(toolNode(), toolArgs, {
      cwd: root,
      stdio: 'inherit',
      env: toolEnvironment(environment),
    })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.on('close', (code) => {
      process.exitCode = code ?? 0
      resolve()
    })
  })
}

main(async () => {
  const job = Object.hasOwn(commands, command ?? '') ? commands[command] : null
  if (job === null) throw new Trouble(`Say what to run: ${Object.keys(commands).join(', ')}.`)
  await setUp(goal)
  await job()
})
