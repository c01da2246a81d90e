/** The lockfile as the checks of supply read it, and what of it may ship. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { inRoot } from './places.mjs'

export const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      devDependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

export type Lock = z.infer<typeof lockSchema>['packages']

/** What a check found: how many things it looked at, and what is wrong with them. */
export interface Finding {
  what: string
  cases: number
  wrong: string[]
  /** Set when it could not be asked here. */
  notice?: string
}

export const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '')

/** Name, version and licence of all that is not a tool. */
export const shipped = (lock: Lock): [string, string, string][] =>
  Object.entries(lock)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, entry]): [string, string, string] => [
      nameOf(path),
      entry.version ?? '',
      entry.license ?? licenceInFolder(path),
    ])
    .toSorted((one, other) => `${one[0]} ${one[1]}`.localeCompare(`${other[0]} ${other[1]}`, 'en'))

function licenceInFolder(path: string): string {
  const file = inRoot(path, 'package.json')
  if (!existsSync(file)) return 'unknown'
  return z.object({ license: z.string().catch('unknown') }).parse(JSON.parse(readFileSync(file, 'utf8')))
    .license
}
