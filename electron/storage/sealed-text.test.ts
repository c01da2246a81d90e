/** What is sealed for a key opens as that key for its connection and origin, and as nothing else. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openKeys, type SafeStorage } from './key-store.ts'
import { createTestFolder } from './test-folder.ts'

const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'
const SECRET = { key: KEY, origin: 'https://api.example.com' }

interface Stored {
  keys: Record<'c1', { origin: string; lastFour: string; sealed: string; backend?: string }>
}

describe('a key file in which one byte is another', () => {
  it('never opens as another key, whichever byte of the sealed key it is', () => {
    const { place, stored, sealed } = aKeptKey()
    for (let at = 0; at < sealed.length; at += 1)
      for (const bit of [1, 16, 128]) {
        const damaged = Buffer.from(sealed)
        damaged.writeUInt8(damaged.readUInt8(at) ^ bit, at)
        stored.keys.c1.sealed = damaged.toString('base64')
        place.write('keys.json', JSON.stringify(stored))
        const keys = openKeys({ ...place, safeStorage: chromiumLike })
        expect(() => keys.get('c1'), `byte ${at}`).toThrow('key-unreadable')
        expect(keys.status('c1')).toEqual({ kept: 'unreadable', because: { reason: 'not-opened' } })
      }
  })

  it('gives the key to no other origin and no other connection', () => {
    const { place, stored } = aKeptKey()
    const entry = stored.keys.c1
    const elsewhere = { ...entry, origin: 'https://api.example.con' }
    place.write('keys.json', JSON.stringify({ keys: { c1: elsewhere, c2: entry } }))
    const keys = openKeys({ ...place, safeStorage: chromiumLike })
    for (const id of ['c1', 'c2']) expect(() => keys.get(id)).toThrow('key-unreadable')
  })

  it('does not pass for one of an earlier version, which has no checksum', () => {
    const { place, stored } = aKeptKey()
    const { backend: _, ...entry } = stored.keys.c1
    place.write('keys.json', JSON.stringify({ keys: { c2: entry } }))
    expect(() => openKeys({ ...place, safeStorage: chromiumLike }).get('c2')).toThrow('key-unreadable')
  })
})

it('a key that an earlier version sealed still opens', () => {
  const place = createTestFolder()
  const sealed = chromiumLike.seal(KEY).toString('base64')
  const entry = { origin: SECRET.origin, lastFour: 'cdef', sealed }
  place.write('keys.json', JSON.stringify({ keys: { c1: entry } }))
  const keys = openKeys({ ...place, safeStorage: chromiumLike })
  expect(keys.get('c1')).toBe(KEY)
  expect(keys.status('c1')).toEqual({ kept: 'keyring', lastFour: 'cdef' })
})

function aKeptKey() {
  const place = createTestFolder()
  openKeys({ ...place, safeStorage: chromiumLike }).set('c1', SECRET)
  // Written by the store itself, a line ago.
  const stored = JSON.parse(place.read('keys.json').toString()) as Stored
  return { place, stored, sealed: Buffer.from(stored.keys.c1.sealed, 'base64') }
}

const PASSWORD = randomBytes(16)
const BLANKS = Buffer.alloc(16, ' ')

/** As Chromium does it on Linux: a prefix, AES-128 in CBC mode, blanks as the first vector, and no checksum. */
const chromiumLike: SafeStorage = {
  isAvailable: () => true,
  backend: () => 'gnome_libsecret',
  seal(text) {
    const cipher = createCipheriv('aes-128-cbc', PASSWORD, BLANKS)
    return Buffer.concat([Buffer.from('v11'), cipher.update(text), cipher.final()])
  },
  open(sealed) {
    if (sealed.subarray(0, 3).toString() !== 'v11') throw new Error('does not appear to be encrypted')
    const decipher = createDecipheriv('aes-128-cbc', PASSWORD, BLANKS)
    return Buffer.concat([decipher.update(sealed.subarray(3)), decipher.final()]).toString()
  },
}
