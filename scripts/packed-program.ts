/** The packed app in place of the checkout's: which program journeys and measurements start, and a copy that a test runner can drive. */
import { cpSync, globSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { inRoot } from './places.mjs'
import { Trouble } from './steps.mjs'

/** Names the packed program for whatever starts the app; unset, the checkout is started. */
export const PACKED = 'ASSISTANT_DESK_PACKED'

/** The packed program that was named, or null. */
export const packedProgram = (): string | null => process.env[PACKED] ?? null

/** The program of the package that was made last on Linux. @throws Trouble when there is none */
export function madeProgram(): string {
  const [program] = globSync('linux*-unpacked/assistant-desk', { cwd: inRoot('out', 'packages') })
  if (program === undefined) throw new Trouble('There is no packed app for Linux. Run: npm run package')
  return inRoot('out', 'packages', program)
}

/**
 * Playwright talks to the main process through Node's inspector, which a fuse of the package forbids. The copy has that
 * one fuse the other way; the archive, the runtime and all other fuses are those of the package.
 */
export async function drivableCopy(): Promise<string> {
  const made = madeProgram()
  const folder = inRoot('out', 'packed-drivable')
  rmSync(folder, { recursive: true, force: true })
  cpSync(dirname(made), folder, { recursive: true })
  const program = join(folder, basename(made))
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  return program
}
