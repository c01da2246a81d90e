/** Builds the app once more in the made-up language, beside the real one and never shipped. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inRoot, tool, toolEnvironment } from '../scripts/places.mjs'
import { runOrFail } from '../scripts/steps.mjs'
import { madeUpFile } from './wording.ts'

/** What a build has no use for, or makes itself. */
const LEFT_OUT = new Set(['node_modules', 'out', 'dist', 'e2e', 'bench', 'scripts', 'test-results'])
const WORDS = ['messages/en.json', 'messages/zh-TW.json']

/** Returns the folder of the built app. */
export async function buildMadeUp(): Promise<string> {
  const folder = inRoot('out', 'made-up')
  const at = (path: string) => join(folder, path)
  const stamp = at('.built-from')
  const built = readFileSync(inRoot('dist', '.built-from'), 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === built) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const filter = (path: string) => !path.endsWith('/generated') && !/\.test\.tsx?$/.test(path)
  for (const path of readdirSync(inRoot()))
    if (!LEFT_OUT.has(path) && !path.startsWith('.'))
      cpSync(inRoot(path), at(path), { recursive: true, filter })
  for (const path of WORDS) {
    const words: unknown = JSON.parse(readFileSync(inRoot('messages/en.json'), 'utf8'))
    writeFileSync(at(path), JSON.stringify(madeUpFile(words)))
  }
  symlinkSync(inRoot('node_modules'), at('node_modules'))
  const options = { cwd: folder, env: toolEnvironment() }
  await runOrFail(tool('vite'), ['build', '--app', '--logLevel', 'warn'], options)
  writeFileSync(stamp, built)
  return folder
}
