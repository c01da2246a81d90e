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
  /** Every proof that docs/faults.md names, as one table. */
  async prove() {
    await step('build', build)
    const { electronEnvironment } = await import('./electron-binary.mjs')
    const { withVirtualDisplay } = await import('./virtual-display.mjs')
    await withVirtualDisplay((display) =>
      becomeTool([inRoot('scripts', 'prove.ts'), ...args], { ...electronEnvironment(), ...display }),
    )
  },
  /** Where everything that is not ours comes from. */
  'check:supply': () => becomeTool([inRoot('scripts', 'check-supply.ts'), ...args]),
  /** A thousand sends through a faulty network, counted at the server. */
  soak: () => becomeTool([inRoot('scripts', 'soak.ts'), ...args]),
  /** The engine killed again and again at random moments. */
  'crash-test': () => becomeTool([inRoot('scripts', 'crash-test.ts'), ...args]),
  /** Our way of polling beside others, on one server in one run; with `search` how fast things are found. */
  bench: () =>
    args[0] === 'search'
      ? becomeTool([inRoot('bench', 'search.ts'), ...args.slice(1)])
      : becomeTool([inRoot('bench', 'polling.ts'), ...args]),
  /** Fills a profile with conversations, for measuring. */
  seed: () => becomeTool([inRoot('scripts', 'seed.ts'), ...args]),
  async build() {
    await step('build', build)
    console.log('\nBuilt into dist/. Next: npm start')
  },
  async fix() {
    await runOrFail(tool('oxfmt'), ['.'], { cwd: root, env: toolEnvironment(), isShown: true })
    await runOrFail(tool('oxlint'), ['--fix'], { cwd: root, env: toolEnvironment(), isShown: true })
    console.log('\nFormatted and mended. Next: npm run check')
  },
}

/** Commands that open the app. */
const WINDOWS = new Set(['dev', 'pictures', 'prove'])

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
  await setUp(WINDOWS.has(command) ? 'window' : 'tools')
  await job()
})
