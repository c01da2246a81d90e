/** Checks every import against the table in rooms.js: who may import whom, no cycles, no barrels. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import process from 'node:process'
import { guardedModules, neighboursApart, rooms, testsMayImport } from '../rooms.js'
import { root } from './places.mjs'

const ROOM_NAMES = Object.keys(rooms).toSorted((a, b) => b.length - a.length)
const TOP_FOLDERS = [...new Set(ROOM_NAMES.map((name) => name.split('/')[0] ?? name))]
const table: Readonly<Record<string, readonly string[]>> = rooms
const guarded: Readonly<Record<string, readonly string[]>> = guardedModules

const problems: string[] = []
const graph = new Map<string, string[]>()

for (const file of TOP_FOLDERS.flatMap((folder) => sourcesIn(folder))) {
  const text = readFileSync(join(root, file), 'utf8')
  const imported = importsOf(text)
  graph.set(
    file,
    imported.filter(({ isType }) => !isType).flatMap(({ name }) => targetOf(file, name) ?? []),
  )
  for (const { name } of imported) judge(file, name)
  if (isBarrel(text))
    problems.push(`${file} only hands on what others export: import from where it is written`)
}
problems.push(...cycles())

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0
    ? `rooms: ${graph.size} files keep to the table`
    : `rooms: ${problems.length} problems`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts') && !name.includes('generated'))
    .map((name) => `${folder}/${name}`)
}

function importsOf(text: string): { name: string; isType: boolean }[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?from\s+)?['"]([^'"]+)['"]/gm,
  )
  const calls = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...[...statements].map(([, type, name]) => ({ name: name ?? '', isType: type !== undefined })),
    ...[...calls].map(([, name]) => ({ name: name ?? '', isType: false })),
  ]
}

function targetOf(file: string, name: string): string | null {
  if (!name.startsWith('.')) return null
  return relative(root, resolve(root, dirname(file), name.replace(/\?.*$/, '')))
}

function roomOf(path: string): string | null {
  return ROOM_NAMES.find((room) => path === room || path.startsWith(`${room}/`)) ?? null
}

function judge(file: string, name: string): void {
  const own = roomOf(file)
  if (own === null) return
  const target = targetOf(file, name)
  if (target === null) {
    const owners = Object.hasOwn(guarded, name) ? guarded[name] : undefined
    if (owners !== undefined && !owners.includes(own))
      problems.push(`${file} imports ${name}: only ${owners.join(', ')} may`)
    return
  }
  const other = roomOf(target)
  if (other === null) return
  if (own === other) {
    if (neighboursApart.includes(own) && part(file, own) !== part(target, own))
      problems.push(
        `${file} imports ${target}: ${own} are kept apart; ${own.split('/')[0]}/app composes them`,
      )
    return
  }
  const allowed = [...(table[own] ?? []), ...(isTest(file) ? testsMayImport : [])]
  if (!allowed.includes(other))
    problems.push(`${file} imports ${target}: ${own}/ may import ${table[own]?.join(', ') || 'nothing'}`)
}

function part(path: string, room: string): string {
  return path.slice(room.length + 1).split('/')[0] ?? ''
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/test-[\w-]+\.tsx?$/.test(file)
}

function isBarrel(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim()
  return (
    code !== '' && code.split('\n').every((line) => /^export\s+(type\s+)?(\*|\{).*from\s/.test(line.trim()))
  )
}

function cycles(): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) {
      found.push(`import cycle: ${[...path.slice(start), file].join(' -> ')}`)
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}
