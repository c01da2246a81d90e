/** Takes a bare machine with Node and npm to one that can build, run and test the app. Skips what is there. Runs on Node 20. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { inRoot, isNodeNewEnough, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { reachesRegistry } from './registry-reached.mjs'
import { Trouble, main, run, runOrFail, step } from './steps.mjs'

/** Written when the words were compiled; the build compiles them too and may clear the folder. */
const wordStamp = inRoot('node_modules', '.assistant-desk-words')
/** Holds the sum of the lockfile that was installed. */
export const lockStamp = inRoot('node_modules', '.assistant-desk-lock')

/**
 * The set-up, a line a step.
 * @param {'tools' | 'window' | 'tests'} [goal] `tools` builds and formats, `window` also opens the app, `tests` also needs a few system packages more
 */
export async function setUp(goal = 'window') {
  console.log('Set-up')
  await step('dependencies', installDependencies)
  await step('Node for the tools', checkNode)
  await step('words', compileWords)
  if (goal === 'tools') return
  // Imported only now: they need the dependencies installed above.
  const { ensureElectron } = await import('./electron-binary.mjs')
  const { ensureSystemLibraries } = await import('./system-libraries.mjs')
  await step('Electron', ensureElectron)
  await step('system libraries', () => ensureSystemLibraries({ isForTests: goal === 'tests' }))
}

/** What the tree in node_modules must match: the lockfile, the manifest and the machine's kind. */
export const lockSum = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(readFileSync(inRoot('package.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')

async function installDependencies() {
  const wanted = lockSum()
  if (existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === wanted) return 'as in the lockfile'
  console.log('  installing what the lockfile names, which takes minutes the first time')
  const isReached = await reachesRegistry()
  if (!isReached)
    console.log('  the package registry does not answer; npm may have kept everything from before')
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // On Ctrl+C npm goes on by itself, and whoever starts anew meanwhile meets half a folder: so neither is left.
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  const { code, output } = await run('npm', [...args, ...(isReached ? [] : ['--fetch-retries=0'])], {
    cwd: root,
    shell: process.platform === 'win32',
    signal: stop.signal,
    killSignal: 'SIGKILL',
  })
  process.off('SIGINT', abort)
  if (stop.signal.aborted) {
    rmSync(inRoot('node_modules'), { recursive: true, force: true, maxRetries: 5 })
    throw new Trouble('Stopped while installing; what was half there is taken away. Run this again.')
  }
  if (code !== 0) throw new Trouble(whyNotInstalled(output, isReached))
  writeFileSync(lockStamp, wanted)
  return 'installed from the lockfile'
}

function whyNotInstalled(output, isReached) {
  const said = output.trim().split('\n').slice(-15).join('\n')
  const remedy = isReached
    ? 'Run this again; what was fetched is kept.'
    : 'Set-up needs the package registry once. Look at the network and at the proxy (npm config get https-proxy), or name a registry that you reach (npm config set registry ADDRESS), and run this again.'
  return `The dependencies could not be installed. npm said:\n\n${said}\n\n${remedy}`
}

function checkNode() {
  const node = toolNode()
  if (node === null)
    throw new Trouble(
      `The tools need Node 22.12 or newer; this is ${process.versions.node}. Install a newer Node and run this again.`,
    )
  return node === process.execPath && isNodeNewEnough()
    ? `this one, ${process.versions.node}`
    : 'Node 24 from the lockfile'
}

async function compileWords() {
  const generated = inRoot('shared', 'words', 'generated', 'messages.js')
  const sources = readdirSync(inRoot('messages')).map((name) => inRoot('messages', name))
  // Its own stamp: the compiler leaves alone what would not change.
  const isFresh =
    existsSync(generated) &&
    existsSync(wordStamp) &&
    sources.every((file) => statSync(file).mtimeMs < statSync(wordStamp).mtimeMs)
  if (isFresh) return 'up to date'
  mkdirSync(inRoot('shared', 'words', 'generated'), { recursive: true })
  const options = ['--project', inRoot('project.inlang'), '--outdir', inRoot('shared', 'words', 'generated')]
  await runOrFail(
    tool('paraglide-js'),
    [
      'compile',
      ...options,
      '--strategy',
      'globalVariable',
      'baseLocale',
      '--emit-ts-declarations',
      '--silent',
    ],
    {
      cwd: root,
      env: toolEnvironment(),
    },
  )
  writeFileSync(wordStamp, '')
  return 'compiled'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(async () => {
    await setUp(process.argv.includes('--for-tests') ? 'tests' : 'window')
    console.log('\nReady. Next: npm start')
  })
}
