/** The same app on an Electron without fuses, where everyone may start it: what a trial must show there, so that it can fail. */
import { cpSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronExecutable } from './electron-binary.mjs'
import { inRoot } from './places.mjs'

/** What the app is made of when it runs, in a checkout. */
const PARTS = ['dist', 'package.json', 'node_modules/@photostructure/sqlite', 'node_modules/node-gyp-build']

/** The checkout may be in root's own home, so both are copied. Returns the runtime's program and the app's folder. */
export function unfusedCopy(home: string): { runtime: string; app: string } {
  const runtime = join(home, 'unfused', 'runtime')
  const app = join(home, 'unfused', 'app')
  if (!existsSync(runtime)) {
    cpSync(dirname(electronExecutable()), runtime, { recursive: true })
    for (const part of PARTS) cpSync(inRoot(part), join(app, part), { recursive: true, dereference: true })
  }
  return { runtime: join(runtime, 'electron'), app }
}
