/** Files a person chose, looked at before they are copied; copies that outlive the app. */
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { KeptFile } from '../conversations/ports.ts'
import { Failure } from '../../shared/errors.ts'
import { createAttachmentShelf } from './attachment-shelf.ts'
import { createTestFolder } from './test-folder.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

describe('taking a file', () => {
  it('copies it whole, privately, and tells a picture by its bytes', async () => {
    const { shelf, at } = open()
    const picture = new Uint8Array(3_000_000).fill(7)
    picture.set(PNG)
    writeFileSync(at('photo'), picture)
    expect(await shelf.take(ID, { path: at('photo') })).toEqual({ size: 3_000_000, pictureType: 'image/png' })
    expect(readFileSync(at(`kept/${ID}`)).equals(Buffer.from(picture))).toBe(true)
    expect(statSync(at(`kept/${ID}`)).mode & 0o077).toBe(0)
    expect(statSync(at('kept')).mode & 0o077).toBe(0)
  })

  it('takes bytes the window read', async () => {
    const { shelf, read } = open()
    await shelf.take(ID, { name: 'a.txt', bytes: new TextEncoder().encode('hello') })
    expect(await read(ID)).toBe('hello')
  })

  it.each<[string, string, (path: string) => void]>([
    ['an empty file', 'empty', (path: string) => writeFileSync(path, '')],
    ['a folder', 'folder', (path: string) => mkdirSync(path)],
    [
      'a pipe nobody writes into',
      'not-a-file',
      (path: string) => void execFileSync('/usr/bin/mkfifo', [path]),
    ],
    ['a device that never ends', 'not-a-file', (path: string) => symlinkSync('/dev/zero', path)],
    ['a link to itself', 'not-a-file', (path: string) => symlinkSync(path, path)],
    ['a link that leads nowhere', 'gone', (path: string) => symlinkSync(`${path}-nowhere`, path)],
    ['a file that vanished', 'gone', () => undefined],
    [
      'a file of 512 MB and a byte',
      'too-large',
      (path: string) => {
        writeFileSync(path, '')
        truncateSync(path, 512 * 1024 * 1024 + 1)
      },
    ],
  ])('refuses %s', async (_what, problem, make) => {
    const { shelf, at } = open()
    make(at('strange.txt'))
    expect(await failure(shelf.take(ID, { path: at('strange.txt') }))).toEqual({
      kind: 'file-problem',
      name: 'strange.txt',
      problem,
    })
    expect(existsSync(at(`kept/${ID}`))).toBe(false)
  })

  it('refuses a file that is too large before it reads a byte of it', async () => {
    const { shelf, at } = open()
    writeFileSync(at('large.bin'), '')
    truncateSync(at('large.bin'), 512 * 1024 * 1024 + 1)
    expect(await failure(shelf.take(ID, { path: at('large.bin') }))).toMatchObject({ problem: 'too-large' })
    expect(existsSync(at('kept'))).toBe(false)
  })

  it('refuses what the disk does not let it open', async () => {
    const { shelf, at } = open()
    const path = at(`${'x'.repeat(300)}.txt`)
    expect(await failure(shelf.take(ID, { path }))).toMatchObject({ problem: 'unreadable' })
  })

  it('refuses bytes of nothing, and says so when the disk does not take the copy', async () => {
    const { shelf, at } = open()
    expect(await failure(shelf.take(ID, { name: 'a.txt', bytes: new Uint8Array() }))).toMatchObject({
      problem: 'empty',
    })
    writeFileSync(at('blocked'), 'a file where the folder should be')
    const blocked = createAttachmentShelf({ folder: at('blocked'), pictureTypeOf: () => null })
    const error = await failure(blocked.take(ID, { name: 'a.txt', bytes: new Uint8Array([1]) }))
    expect(error).toEqual({ kind: 'storage-failed', technical: { code: 'EEXIST' } })
  })

  it('has its copy whatever becomes of the original', async () => {
    const { shelf, at, read } = open()
    writeFileSync(at('a.txt'), 'as it was')
    await shelf.take(ID, { path: at('a.txt') })
    writeFileSync(at('a.txt'), 'changed')
    expect(await read(ID)).toBe('as it was')
  })

  it.each(['../../x', '/etc/passwd', 'a/b', ''])('reads and drops nothing by the name %j', async (id) => {
    const { shelf, read } = open()
    await expect(read(id)).rejects.toThrow('invalid-request')
    expect(() => shelf.drop(id)).toThrow('invalid-request')
  })
})

describe('keeping', () => {
  it('lists after a restart what was noted, and clears away what was not', async () => {
    const { shelf, again, at } = open()
    await shelf.take(ID, { name: 'a.txt', bytes: new Uint8Array([1]) })
    shelf.note(kept)
    await shelf.take(OTHER, { name: 'b.txt', bytes: new Uint8Array([2]) })
    writeFileSync(at('kept/strange'), 'x')
    expect(again().list()).toEqual([kept])
    expect(readdirSync(at('kept')).toSorted()).toEqual([ID, `${ID}.json`])
  })

  it.each(['', 'not json', '{"id":"x"}', JSON.stringify({ id: OTHER, name: 'a' })])(
    'lets a file go whose note is damaged: %j',
    async (note) => {
      const { shelf, again, at } = open()
      await shelf.take(ID, { name: 'a.txt', bytes: new Uint8Array([1]) })
      writeFileSync(at(`kept/${ID}.json`), note)
      expect(again().list()).toEqual([])
    },
  )

  it('says that a copy is gone', async () => {
    const { read } = open()
    await expect(read(ID)).rejects.toMatchObject({ error: { kind: 'file-problem', problem: 'gone' } })
  })
})

const kept: KeptFile = {
  id: ID,
  name: 'a.txt',
  size: 1,
  pictureType: null,
  purpose: 'search',
  conversationId: 'c1',
  messageId: null,
}

function open() {
  const { at } = createTestFolder()
  const pictureTypeOf = (head: Uint8Array) => (head[0] === 0x89 ? 'image/png' : null)
  const again = () => createAttachmentShelf({ folder: at('kept'), pictureTypeOf })
  const shelf = again()
  const read = async (id: string) => {
    const pieces: Uint8Array[] = []
    for await (const piece of shelf.read(id, 'a.txt')) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  }
  return { at, again, shelf, read }
}

async function failure(promised: Promise<unknown>) {
  const thrown: unknown = await promised.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown instanceof Failure) return thrown.error
  throw new Error(`no Failure: ${String(thrown)}`)
}
