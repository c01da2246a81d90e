/** Before anything is opened it is known whether the app can keep anything. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findStartTrouble, homelessConfigFolder, problemOf } from './start-trouble.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the folders of the app', () => {
  it('are made where they are not there, and nothing is left in them', () => {
    const data = join(folder, 'deep', 'data')
    const temp = join(folder, 'temp')
    expect(findStartTrouble({ data, temp })).toBeNull()
    expect(readdirSync(data)).toEqual([])
    expect(readdirSync(temp)).toEqual([])
  })

  it('are no trouble where another start of the app makes them at the same moment', () => {
    const data = join(folder, 'deep', 'data')
    const makers = [mkdirSync, mkdirSync]
    const make = (path: string) => {
      // The other one was first.
      makers.pop()?.(path)
      return mkdirSync(path)
    }
    expect(findStartTrouble({ data, temp: folder }, make)).toBeNull()
    expect(makers).toEqual([])
  })

  it('keep what is in them', () => {
    writeFileSync(join(folder, 'history.db'), 'x')
    expect(findStartTrouble({ data: folder, temp: folder })).toBeNull()
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  it('are named when they cannot be written: the one for data first, then the one for temporary files', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const within = join(file, 'x')
    expect(findStartTrouble({ data: within, temp: folder })).toEqual({
      what: 'data',
      path: within,
      problem: 'missing',
    })
    expect(findStartTrouble({ data: file, temp: folder })).toMatchObject({ what: 'data', problem: 'missing' })
    mkdirSync(join(folder, 'data'))
    expect(findStartTrouble({ data: join(folder, 'data'), temp: within })).toEqual({
      what: 'temp',
      path: within,
      problem: 'missing',
    })
  })
})

it.runIf(process.platform === 'linux')('a folder that takes no other is no place to try for ever', () => {
  expect(findStartTrouble({ data: '/proc/nowhere/data', temp: folder })).toEqual({
    what: 'data',
    path: '/proc/nowhere/data',
    problem: 'missing',
  })
})

describe('what the disk says', () => {
  it.each([
    ['EACCES', 'denied'],
    ['EPERM', 'denied'],
    ['EROFS', 'read-only'],
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['ENOENT', 'missing'],
    ['ENOTDIR', 'missing'],
  ])('as %s means %s', (code, problem) => {
    expect(problemOf(Object.assign(new Error('no'), { code }))).toBe(problem)
  })

  it('of which we know nothing is told in its own words', () => {
    expect(problemOf(new Error('EWEIRD'))).toEqual({ other: 'Error: EWEIRD' })
    expect(problemOf('no')).toEqual({ other: 'no' })
  })
})

describe('without HOME', () => {
  const recordedHome = () => '/home/ada'

  it.each<[string, NodeJS.Platform, Record<string, string>, string | null]>([
    ['the home on record is taken', 'linux', {}, '/home/ada/.config'],
    ['an empty one counts as none', 'linux', { HOME: '' }, '/home/ada/.config'],
    ['a folder named for settings is right', 'linux', { XDG_CONFIG_HOME: '/x' }, null],
    ['nothing changes where there is one', 'linux', { HOME: '/home/bob' }, null],
    ['other systems know by themselves', 'darwin', {}, null],
  ])('%s', (_what, platform, environment, expected) => {
    expect(homelessConfigFolder({ platform, environment, recordedHome })).toBe(expected)
  })

  it('an account that is on no record gets what Chromium takes', () => {
    const unknown = () => {
      throw new Error('ENOENT')
    }
    expect(homelessConfigFolder({ platform: 'linux', environment: {}, recordedHome: unknown })).toBeNull()
  })
})
