/** What the documents name is there: commands, files they lead to, decisions, dependencies. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { rooms } from '../rooms.js'
import { inRoot } from './places.mjs'

const read = (file: string) => readFileSync(inRoot(...file.split('/')), 'utf8')
const notes = readdirSync(inRoot('docs', 'decisions')).filter((name) => /^\d/.test(name))
const guide = readdirSync(inRoot('docs', 'guide')).flatMap((language) =>
  readdirSync(inRoot('docs', 'guide', language)).map((name) => `docs/guide/${language}/${name}`),
)
const DOCUMENTS = [
  'README.md',
  'README.zh-TW.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/releasing.md',
  'docs/faults.md',
  'docs/decisions/README.md',
  ...guide,
  ...notes.map((name) => `docs/decisions/${name}`),
]

describe.each(DOCUMENTS)('%s', (file) => {
  it('names no command that is not there', () => {
    const named = [...read(file).matchAll(/npm run ([a-z0-9][a-z0-9:-]*)/g)].map(([, name]) => name)
    expect(named.filter((name) => name !== undefined && !(name in manifest.scripts))).toEqual([])
  })

  it('leads to no file that is not there', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, link]) => link ?? '',
    )
    expect(links.filter((link) => !existsSync(join(inRoot(), dirname(file), link)))).toEqual([])
  })
})

describe.each(['README.md', 'README.zh-TW.md'])('%s', (file) => {
  const own = Object.keys(manifest.scripts).filter((name) => !['start', 'test'].includes(name))

  it.each(own)('says what `npm run %s` does', (name) => {
    expect(read(file)).toMatch(new RegExp(`^\\| \`npm run ${name}[ \`]`, 'm'))
  })
})

describe('the decisions', () => {
  it('have a number each', () => {
    const numbers = notes.map((name) => Number(name.slice(0, 4)))
    expect(new Set(numbers).size).toBe(notes.length)
  })

  it.each(notes)('%s is in the list, under its own title', (name) => {
    const [, number, title] = /^# (\d{4}) - (.*)$/m.exec(read(`docs/decisions/${name}`)) ?? []
    expect(name).toMatch(new RegExp(`^${number}-`))
    expect(read('docs/decisions/README.md')).toContain(`| [${number}](${name}) | ${title} |`)
  })

  it('give a reason for each package that ships, and for no other', () => {
    const table = read('docs/decisions/0015-runtime-dependencies.md').matchAll(/^\| ((?:@|[a-z])[^|]*) \|/gm)
    const named = [...table]
      .flatMap(([, names]) => (names ?? '').split(', '))
      .filter((name) => name !== 'package')
    expect(new Set(named)).toEqual(new Set(Object.keys(manifest.dependencies)))
  })
})

describe('a recipe', () => {
  const text = read('CONTRIBUTING.md')
  const files = filesBelow('')
  /** The words that a recipe's reader puts their own in place of. */
  const pattern = (span: string) =>
    span
      .replaceAll('.', String.raw`\.`)
      .replaceAll('*', '[^/]*')
      .replaceAll(/\b(?:DOMAIN|NAME|NEW)\b/g, '[^/]+')
  const filesAt = (span: string) =>
    files.filter((file) => new RegExp(`(?:^|/)${pattern(span)}${span.endsWith('/') ? '' : '$'}`).test(file))
  const isPlace = (span: string) =>
    /^[\w.*/-]+(?:\/|\.(?:tsx?|mjs|json|md|css|yml))$/.test(span) && !span.startsWith('out/')
  const places = [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? ''))].filter(
    isPlace,
  )

  it.each(places)('names %s, which is there', (place) => {
    expect(filesAt(place)).not.toEqual([])
  })

  const inPlaces = [
    ...[...text.matchAll(/`([#\w]+)`(?: and `[#\w]+`)? (?:in|of) `([^`]+\.tsx?)`/g)].map(
      ([, name, place]) => [name, place],
    ),
    ...[...text.matchAll(/`([^`]+\.tsx?)` \(((?:`[#\w]+`(?:, )?)+)/g)].flatMap(([, place, names]) =>
      (names ?? '')
        .split(/, |$/)
        .filter((name) => name !== '')
        .map((name) => [name.replaceAll('`', ''), place]),
    ),
  ]

  it.each(inPlaces)('names %s of %s, which has it', (name = '', place = '') => {
    expect(filesAt(place).some((file) => read(file).includes(name))).toBe(true)
  })
})

describe('the map', () => {
  it('has a line for each room, and for no other', () => {
    const section = read('ARCHITECTURE.md').split('## Rooms')[1]?.split('\n## ')[0] ?? ''
    const named = [...section.matchAll(/^\| `([a-z0-9/-]+)`/gm)].map(([, room]) => room ?? '')
    expect(new Set(named)).toEqual(new Set(Object.keys(rooms)))
  })
})

/** Of the repository, without what is installed or made. */
function filesBelow(folder: string): string[] {
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'out', 'dist', '.git', '.cache', 'test-results'].includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/')
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
}
