/** Looks into a packed app from outside: how its fuses are set, and what is in it beside Electron. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { listPackage, statFile } from '@electron/asar'
import { MOST_PAYLOAD_BYTES, filesIn } from './payload.ts'
import { z } from 'zod'

/** How each fuse of the program must be. Decision 0029 says what each is for. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Partial<Record<keyof typeof FuseV1Options, boolean>>

/** How the program's fuse wire writes a fuse that is on or off. */
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)

type FuseName = keyof typeof FUSES
/** Literal keys of a literal object. */
const FUSE_NAMES = Object.keys(FUSES) as FuseName[]

/** A fuse as it is in the program, and whether that is right. */
export interface FuseFound {
  name: FuseName
  isOn: boolean
  isRight: boolean
}

/** Reads the fuse wire of a packed program. */
export async function readFuses(program: string): Promise<FuseFound[]> {
  const wire = await getCurrentFuseWire(program)
  return FUSE_NAMES.map((name) => {
    const state: number | undefined = wire[FuseV1Options[name]]
    const isOn = state === ON
    return { name, isOn, isRight: state === (FUSES[name] ? ON : OFF) }
  })
}

/** What a package holds of ours, in bytes, and what of it should not be there. */
export interface Payload {
  files: { path: string; bytes: number }[]
  /** Without Electron and without the SQLite module. */
  bytes: number
  /** The SQLite module with what loads it. */
  moduleBytes: number
  wrong: string[]
}

const SQLITE = /^node_modules\/(?:@photostructure\/sqlite|node-gyp-build)\//
/** Not for users: maps, tests, sources, development notes. */
const STRANGE = /\.(?:map|tsx?|test\.\w+|spec\.\w+)$|(?:^|\/)(?:tests?|__tests__|e2e|bench|docs|scripts)\//

/** Lists `app.asar` and what is unpacked beside it. `target` is how the module's folder names system and processor, such as `linux-x64`. */
export function readPayload(resources: string, target: string): Payload {
  const archive = join(resources, 'app.asar')
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.replace(/^[\\/]/, '').replaceAll('\\', '/'))
    .flatMap((path) => {
      const entry = statFile(archive, path)
      return 'size' in entry ? [{ path, bytes: entry.size }] : []
    })
  const isModule = ({ path }: { path: string }) => SQLITE.test(path)
  const sum = (some: { bytes: number }[]) => some.reduce((total, { bytes }) => total + bytes, 0)
  const bytes = sum(files.filter((file) => !isModule(file)))
  return {
    files: files.toSorted((one, other) => other.bytes - one.bytes),
    bytes,
    moduleBytes: sum(files.filter(isModule)),
    wrong: [
      ...files
        .filter(({ path }) => STRANGE.test(path))
        .map(({ path }) => `${path} has no place in a package`),
      ...(bytes > MOST_PAYLOAD_BYTES
        ? [`the payload is ${bytes} bytes, more than ${MOST_PAYLOAD_BYTES}`]
        : []),
      ...wrongModules(resources, files, target),
    ],
  }
}

/** The native module must be there once, for the target alone, and outside the archive, where the system can load it. */
function wrongModules(resources: string, files: Payload['files'], target: string): string[] {
  const native = files.map(({ path }) => path).filter((path) => path.endsWith('.node'))
  const outside = filesIn(join(resources, 'app.asar.unpacked')).map((file) =>
    relative(join(resources, 'app.asar.unpacked'), file).replaceAll('\\', '/'),
  )
  return [
    ...(native.length === 0 ? ['the SQLite module is missing'] : []),
    ...native.filter((path) => !path.includes(`/${target}/`)).map((path) => `${path} is not for ${target}`),
    ...native.filter((path) => !outside.includes(path)).map((path) => `${path} is not unpacked`),
    ...outside.filter((path) => !native.includes(path)).map((path) => `${path} is unpacked for no reason`),
  ]
}

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  main: z.string(),
  devDependencies: z.record(z.string(), z.string()),
})

/** Name and version that a package will carry, and the Electron it is released with. */
export const manifest = (file: string) => manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

/** `0.52 MB` */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(2)} MB`
