/** How much JavaScript there is on the disk, and how much of it the first screen takes. */
import { globSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { inRoot } from '../../scripts/places.mjs'
import type { Figure } from './figures.ts'

const KB = 1_000

export function measureSize(): Figure[] {
  const all = globSync(inRoot('dist', 'renderer', 'assets', '*.js'))
  const atStart = startChunks()
  const sizeOf = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + readFileSync(file).byteLength, 0)
  const packed = atStart.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0)
  return [
    figure('JavaScript of the window on disk', sizeOf(all) / KB, 450),
    figure('JavaScript of the first screen', sizeOf(atStart) / KB, 350),
    figure('the same, compressed', packed / KB, 130),
    { what: 'JavaScript of main and preload', unit: 'kB', ours: [mainSize()], goal: '', isMet: null },
  ]
}

const figure = (what: string, size: number, most: number): Figure => ({
  what,
  unit: 'kB',
  ours: [size],
  goal: `≤ ${most} kB`,
  isMet: size <= most,
})

const mainSize = () =>
  ['main/main.cjs', 'preload/preload.cjs'].reduce(
    (sum, file) => sum + readFileSync(inRoot('dist', ...file.split('/'))).byteLength,
    0,
  ) / KB

/** The script of the page and what it imports without being asked to later. */
function startChunks(): string[] {
  const html = readFileSync(inRoot('dist', 'renderer', 'index.html'), 'utf8')
  const found = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) =>
    inRoot('dist', 'renderer', file ?? ''),
  )
  for (const file of found) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      const imported = inRoot('dist', 'renderer', 'assets', name ?? '')
      if (!found.includes(imported)) found.push(imported)
    }
  }
  return found
}
