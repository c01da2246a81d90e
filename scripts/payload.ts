/**
 * Gathers what of a build goes into a package, in out/payload: bundles without their maps, the page's scripts and
 * styles compressed. Then says how large it is.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { lockSchema, nameOf } from './lockfile.ts'
import { inRoot } from './places.mjs'

/** All of ours in a package, without Electron and without the SQLite module, in bytes. */
export const MOST_PAYLOAD_BYTES = 4_000_000

/** Chromium takes the first of a font's formats that it knows, and it knows woff2. */
const LEFT_OUT = new Set(['.map', '.ttf', '.woff'])
/** `electron/app/page-files.ts` unpacks them as it serves them. */
const PACKED = new Set(['.js', '.css'])
const SOURCE_MAP_LINE = /\n\/(?:\/|\*)# sourceMappingURL=[^\n]*\n?$/

/** What lies beside the archive, for people to read. */
export const notesFolder = inRoot('out', 'payload-notes')

/** Fills `out/payload` and the notes beside it anew. */
export function gatherPayload(): void {
  const from = inRoot('dist')
  const to = inRoot('out', 'payload')
  rmSync(to, { recursive: true, force: true })
  for (const file of filesIn(from)) {
    const kind = extname(file)
    if (LEFT_OUT.has(kind) || relative(from, file).startsWith('.')) continue
    const target = join(to, 'dist', relative(from, file))
    mkdirSync(dirname(target), { recursive: true })
    if (kind === '.cjs') writeFileSync(target, withoutMapLine(file))
    else if (PACKED.has(kind)) writeFileSync(`${target}.gz`, packed(withoutMapLine(file)))
    else copyFileSync(file, target)
  }
  gatherNotes()
}

/** Our licence, and those of all that is in the bundles, in full: each asks for its text to go along. */
function gatherNotes(): void {
  rmSync(notesFolder, { recursive: true, force: true })
  mkdirSync(notesFolder, { recursive: true })
  copyFileSync(inRoot('LICENSE'), join(notesFolder, 'LICENSE.assistant-desk.txt'))
  const lock = lockSchema.parse(JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))).packages
  const texts = Object.entries(lock)
    .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
    .map(([path, { version = '' }]) => `${nameOf(path)} ${version}\n\n${licenceText(inRoot(path))}`)
  writeFileSync(join(notesFolder, 'LICENSES.third-party.txt'), texts.join(`\n\n${'-'.repeat(80)}\n\n`))
}

function licenceText(folder: string): string {
  const name = existsSync(folder)
    ? readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
    : undefined
  return name === undefined
    ? 'Its package brings no text of its own; docs/licences.md of the sources names the licence.'
    : readFileSync(join(folder, name), 'utf8').trim()
}

/** The plain files below a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

const withoutMapLine = (file: string): string => readFileSync(file, 'utf8').replace(SOURCE_MAP_LINE, '')

const packed = (text: string): Buffer => gzipSync(text, { level: constants.Z_BEST_COMPRESSION })
