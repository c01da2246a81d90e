/** Development: the window hot-reloads from Vite's server; a change of main or preload rebuilds them and restarts Electron. */
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import process from 'node:process'
import { createBuilder, createServer } from 'vite'
import { createRequire } from 'node:module'
import { inRoot, root } from './places.mjs'

const MAIN_SOURCES = ['electron', 'practice-server', 'shared', 'docs/guide']
/** Editors write a file in several steps: wait until they are done. */
const SETTLE_MS = 150

const server = await createServer({ configFile: inRoot('vite.config.ts'), server: { host: '127.0.0.1' } })
await server.listen()
const address = server.resolvedUrls?.local[0]
if (address === undefined) throw new Error('Vite did not say where it listens.')

let child: ChildProcess | null = null
let isEnding = false

async function buildMain(): Promise<void> {
  const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' })
  for (const name of ['main', 'preload']) {
    const environment = builder.environments[name]
    if (environment !== undefined) await builder.build(environment)
  }
}

function startElectron(): void {
  // In Node, the electron package exports the path of its executable, whatever its types say.
  const executable: string = createRequire(import.meta.url)('electron')
  const started = spawn(
    executable,
    [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      // Ctrl+C reaches this script alone, which asks the app to close before its parts are gone.
      detached: process.platform !== 'win32',
      env: { ...process.env, ASSISTANT_DESK_DEV_SERVER: address },
    },
  )
  started.on('close', (code) => {
    if (child === started) void end(code ?? 0)
  })
  child = started
}

async function restart(): Promise<void> {
  await buildMain()
  const old = child
  child = null
  if (old !== null && old.exitCode === null) {
    const gone = new Promise((resolve) => old.once('close', resolve))
    old.kill()
    await gone
  }
  startElectron()
}

async function end(code: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  child?.kill()
  await server.close()
  process.exit(code)
}

process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))
process.on('SIGHUP', () => void end(0))

await restart()
console.log(`\nThe window shows ${address} and follows what you save. Close it to end, or press Ctrl+C here.`)
let timer: NodeJS.Timeout | undefined
for (const folder of MAIN_SOURCES) {
  watch(inRoot(folder), { recursive: true }, (_event, name) => {
    if (name === null || name.includes('generated') || name.endsWith('.test.ts')) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      restart().catch((error: unknown) => console.error(error))
    }, SETTLE_MS)
  })
}
