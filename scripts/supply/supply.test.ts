/** The checks of what comes from others: each finds what it is for, and nothing in what is fine. */
import { describe, expect, it } from 'vitest'
import type { Finding, Lock } from '../lockfile.ts'
import {
  electronAge,
  exactVersions,
  installScripts,
  licenceList,
  licences,
  reasons,
  sums,
} from './lock-checks.ts'
import { sourceChecks } from './source-checks.ts'

const SHA = 'sha512-AAAA'
const fine: Lock = {
  '': { dependencies: { zod: '4.6.7' }, devDependencies: { electron: '45.4.1' } },
  'node_modules/zod': { version: '4.6.7', integrity: SHA, license: 'MIT' },
  'node_modules/electron': {
    version: '45.4.1',
    integrity: SHA,
    license: 'MIT',
    dev: true,
    hasInstallScript: true,
  },
}
const NOTE = '| package | for |\n|---|---|\n| zod | reading |\n'
const SET_UP = "npm install '--ignore-scripts'"

const withZod = (change: Lock[string]): Lock => ({
  ...fine,
  'node_modules/zod': { ...fine['node_modules/zod'], ...change },
})
const withRoot = (change: Lock[string]): Lock => ({ ...fine, '': { ...fine[''], ...change } })
const many = Object.fromEntries(Array.from({ length: 21 }, (_none, index) => [`p${index}`, '1.0.0']))
const manyRows = Object.keys(many)
  .map((name) => `| ${name} | x |`)
  .join('\n')

const all = (lock: Lock): Finding[] => [
  sums(lock),
  exactVersions(lock),
  reasons(lock, NOTE),
  installScripts(lock, SET_UP, true),
  licences(lock, licenceList(lock)),
  electronAge(lock),
]

describe('what comes from others', () => {
  it('is fine when each package is from the registry, exact, free to ship and explained', () => {
    expect(all(fine).flatMap(({ wrong }) => wrong)).toEqual([])
  })

  it.each([
    ['a package without a sum', sums(withZod({ integrity: '' })), 'has no sha512'],
    ['a package with a weak sum', sums(withZod({ integrity: 'sha1-AAAA' })), 'has no sha512'],
    ['a package from elsewhere', sums(withZod({ resolved: 'https://evil.example/zod.tgz' })), 'comes from'],
    ['a package from git', sums(withZod({ resolved: 'git+ssh://git@github.com/x/y.git#1' })), 'comes from'],
    ['a package that is a folder', sums(withZod({ link: true })), 'is a link'],
    ['a range of versions', exactVersions(withRoot({ dependencies: { zod: '^4.6.7' } })), 'is not exact'],
    ['a version from git', exactVersions(withRoot({ devDependencies: { x: 'github:x/y' } })), 'is not exact'],
    ['a dependency without a reason', reasons(fine, '| react | the window |'), 'zod has no line'],
    ['a reason for nothing', reasons(fine, `${NOTE}| left-pad | padding |\n`), 'left-pad has a line'],
    ['one dependency too many', reasons(withRoot({ dependencies: many }), manyRows), 'more than 20'],
    [
      'a new script at install',
      installScripts(withZod({ hasInstallScript: true }), SET_UP, true),
      'zod would run',
    ],
    ['a set-up that runs scripts', installScripts(fine, 'npm install', true), 'lets packages run scripts'],
    ['a tree of somebody else', installScripts(fine, SET_UP, false), 'is not set-up’s'],
    [
      'a licence that forbids shipping',
      licences(withZod({ license: 'AGPL-3.0' }), ''),
      'zod is under AGPL-3.0',
    ],
    [
      'a list of licences that is old',
      licences(fine, licenceList(withZod({ version: '4.6.6' }))),
      'is not what',
    ],
    [
      'an Electron out of support',
      electronAge({ ...fine, 'node_modules/electron': { version: '33.2.1' } }),
      'Electron 33.2.1 is out of support',
    ],
  ])('is not fine with %s', (_name, { wrong }, said) => {
    expect(wrong.join('\n')).toContain(said)
  })
})

describe('our own sources', () => {
  const wrongIn = (file: string, text: string) => sourceChecks([{ file, text }]).flatMap(({ wrong }) => wrong)

  it.each([
    ['electron/a.ts', `const key = 'sk-${'a'.repeat(40)}'`],
    ['docs/a.md', `token ghp_${'a'.repeat(36)}`],
    ['scripts/a.ts', `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(44)}`],
    ['electron/a.ts', "import updater from 'electron-updater'"],
    ['electron/app/menu.ts', "const { autoUpdater } = await import('electron-updater')"],
    ['electron/app/window.ts', "import { app, autoUpdater } from 'electron'"],
    ['electron/main.ts', 'crashReporter.start({ submitURL })'],
    ['renderer/main.tsx', "import * as Sentry from '@sentry/browser'"],
    ['electron/main.ts', "app.setAsDefaultProtocolClient('assistant-desk')"],
  ])('%s is refused with what must not stand there', (file, text) => {
    expect(wrongIn(file, text)).toHaveLength(1)
  })

  it.each([
    ['electron/a.ts', "const KEY = 'sk-CANARY'"],
    ['electron/app/updater.ts', "const { autoUpdater } = await import('electron-updater')"],
    ['scripts/package.ts', "externals: ['electron-updater'] // import('electron-updater')"],
  ])('%s may say that', (file, text) => expect(wrongIn(file, text)).toEqual([]))
})
