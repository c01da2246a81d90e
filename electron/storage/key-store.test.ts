/** Keys: sealed where the system can, gone from the disk when they are gone, and never in anybody's way. */
import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Failure, type AppError } from '../../shared/errors.ts'
import { openKeys, type KeyStore, type SafeStorage } from './key-store.ts'
import { breakableDisk } from './test-faulty-disk.ts'
import { createTestFolder } from './test-folder.ts'

const KEY = 'sk-CANARY-0123456789abcdef'
const SECRET = { key: KEY, origin: 'https://api.example.com' }

describe('with a keyring', () => {
  it('a key is sealed, survives a restart and opens again', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    expect(place.everything()).not.toContain('CANARY')
    const keys = openKeys({ ...place, safeStorage: keyring() })
    expect(keys.status('c1')).toEqual({ kept: 'keyring', lastFour: 'cdef' })
    expect(keys.originOf('c1')).toBe(SECRET.origin)
    expect(keys.known()).toEqual([])
    expect(keys.get('c1')).toBe(KEY)
    expect(keys.known()).toEqual([KEY])
  })

  it('a replaced or removed key leaves no ciphertext in the folder', () => {
    const place = createTestFolder()
    const keys = openKeys({ ...place, safeStorage: keyring() })
    keys.set('c1', SECRET)
    const first = sealedIn(place)
    keys.set('c2', SECRET)
    const second = sealedIn(place, 'c2')
    keys.set('c1', { ...SECRET, key: 'sk-second-key-of-them' })
    const third = sealedIn(place)
    keys.remove('c2')
    for (const gone of [first, second]) expect(place.everything()).not.toContain(gone)
    expect(place.everything()).toContain(third)
    keys.remove('c1')
    expect(place.everything()).not.toContain(third)
    expect(keys.get('c1')).toBeNull()
    expect(keys.status('c1')).toEqual({ kept: 'none' })
    expect(keys.known()).toEqual([])
    expect(place.files()).toEqual(['keys.json'])
  })

  it('the file is for its owner only', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    expect(statSync(place.at('keys.json')).mode & 0o777).toBe(0o600)
  })

  it('a key that cannot be written down leaves the one before it in use', () => {
    const place = createTestFolder()
    const { disk, breakNow } = breakableDisk('ENOSPC')
    const keys = openKeys({ ...place, disk, safeStorage: keyring() })
    keys.set('c1', SECRET)
    breakNow()
    const other = { key: 'sk-other-0123456789', origin: 'https://other.example' }
    expect(() => keys.set('c1', other)).toThrow('storage-failed')
    expect([keys.get('c1'), keys.originOf('c1')]).toEqual([KEY, SECRET.origin])
  })

  it('a short key is not hinted at', () => {
    const keys = openKeys({ ...createTestFolder(), safeStorage: keyring() })
    keys.set('c1', { ...SECRET, key: 'sk-short' })
    expect(keys.status('c1')).toEqual({ kept: 'keyring', lastFour: '' })
  })

  it('connections called __proto__ or constructor are connections like others', () => {
    const place = createTestFolder()
    const keys = openKeys({ ...place, safeStorage: keyring() })
    expect(keys.get('constructor')).toBeNull()
    expect(keys.status('toString')).toEqual({ kept: 'none' })
    keys.set('constructor', SECRET)
    expect(openKeys({ ...place, safeStorage: keyring() }).get('constructor')).toBe(KEY)
  })
})

describe('a keyring that no longer opens a key', () => {
  it('is named, and the sealed key is kept until it is replaced', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    const before = place.everything()
    const keys = openKeys({ ...place, safeStorage: keyring('another password') })
    expect(() => keys.get('c1')).toThrow('key-unreadable')
    expect(keys.status('c1')).toEqual({ kept: 'unreadable', because: { reason: 'not-opened' } })
    expect(keys.originOf('c1')).toBe(SECRET.origin)
    expect(place.everything()).toBe(before)
    keys.set('c1', SECRET)
    expect(keys.status('c1')).toEqual({ kept: 'keyring', lastFour: 'cdef' })
  })

  it('is forgiven once it opens it after all', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    let isLocked = true
    const lockable: SafeStorage = {
      ...keyring(),
      open(sealed) {
        if (isLocked) throw new Error('locked')
        return keyring().open(sealed)
      },
    }
    const keys = openKeys({ ...place, safeStorage: lockable })
    expect(() => keys.get('c1')).toThrow('key-unreadable')
    isLocked = false
    expect(keys.get('c1')).toBe(KEY)
    expect(keys.status('c1').kept).toBe('keyring')
  })
})

describe('a keyring that is not there now', () => {
  it('is said before anything is asked of it, and the sealed key waits for it', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    const before = place.everything()
    const locked: SafeStorage = { ...refusing(keyring()), isAvailable: () => false }
    const keys = openKeys({ ...place, safeStorage: locked })
    const because = { reason: 'no-keyring' }
    expect(keys.status('c1')).toEqual({ kept: 'unreadable', because })
    expect(errorOf(() => keys.get('c1'))).toEqual({ kind: 'key-unreadable', because })
    expect(place.everything()).toBe(before)
    expect(openKeys({ ...place, safeStorage: keyring() }).get('c1')).toBe(KEY)
  })

  it('but another one is, is said with the names of both', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    const keys = openKeys({ ...place, safeStorage: keyring('other', 'kwallet6') })
    const because = { reason: 'other-keyring', sealedBy: 'gnome_libsecret', here: 'kwallet6' }
    expect(keys.status('c1')).toEqual({ kept: 'unreadable', because })
    expect(errorOf(() => keys.get('c1'))).toEqual({ kind: 'key-unreadable', because })
    expect(openKeys({ ...place, safeStorage: keyring() }).get('c1')).toBe(KEY)
  })

  it('but goes by another name and opens the key all the same, is in nobody’s way', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    const keys = openKeys({ ...place, safeStorage: keyring('password', 'kwallet6') })
    expect(keys.get('c1')).toBe(KEY)
    expect(keys.status('c1').kept).toBe('keyring')
  })
})

describe('without a keyring', () => {
  const none: SafeStorage = { ...keyring(), isAvailable: () => false }

  it('a key lives until the app closes and never touches the disk', () => {
    const place = createTestFolder()
    const keys = openKeys({ ...place, safeStorage: none })
    keys.set('c1', SECRET)
    expect(keys.canKeep()).toBe(false)
    expect(keys.get('c1')).toBe(KEY)
    expect(keys.status('c1')).toEqual({ kept: 'session', lastFour: 'cdef' })
    expect(place.files()).toEqual([])
    expect(openKeys({ ...place, safeStorage: none }).get('c1')).toBeNull()
  })

  it('a new key takes the place of the one that was sealed before', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    const before = sealedIn(place)
    openKeys({ ...place, safeStorage: none }).set('c1', { ...SECRET, key: 'sk-only-for-now' })
    expect(before).not.toBe('')
    expect(place.everything()).not.toContain(before)
  })

  it('because it is locked just now, a key still works for the session', () => {
    const place = createTestFolder()
    const locked: SafeStorage = {
      ...keyring(),
      seal: () => {
        throw new Error('locked')
      },
    }
    const keys = openKeys({ ...place, safeStorage: locked })
    keys.set('c1', SECRET)
    expect(keys.get('c1')).toBe(KEY)
    expect(keys.status('c1').kept).toBe('session')
  })
})

describe('a damaged key file', () => {
  it.each(['', '{"keys":{"c1":{"origin":7}}}', '[]', 'null', '{"keys":', '\u0000\u0001'])(
    'is set aside, and keys can be given anew: %j',
    (bytes) => {
      const place = createTestFolder()
      place.write('keys.json', bytes)
      const keys = openKeys({ ...place, safeStorage: keyring() })
      expect(keys.recovery).toBe('keys.corrupt-20261122-130201.json')
      expect(place.read('keys.corrupt-20261122-130201.json').toString()).toBe(bytes)
      keys.set('c1', SECRET)
      expect(openKeys({ ...place, safeStorage: keyring() }).get('c1')).toBe(KEY)
    },
  )

  it.each([
    ['is replaced', (keys: KeyStore) => keys.set('c1', { ...SECRET, key: 'sk-second-key-of-them' })],
    ['is removed', (keys: KeyStore) => keys.remove('c1')],
  ])('is gone for good as soon as a key %s', (_what, change) => {
    const place = createTestFolder()
    const keys = openKeys({ ...place, safeStorage: keyring() })
    keys.set('c1', SECRET)
    const before = sealedIn(place)
    place.write('keys.json', `${place.read('keys.json').toString()}{`)
    const anew = openKeys({ ...place, safeStorage: keyring() })
    expect(place.everything()).toContain(before)
    change(anew)
    expect(place.files().filter((name) => name.includes('corrupt'))).toEqual([])
    expect(place.everything()).not.toContain(before)
  })

  it('is nothing to speak of when it is whole', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: keyring() }).set('c1', SECRET)
    expect(openKeys({ ...place, safeStorage: keyring() }).recovery).toBeNull()
  })
})

/** Turns letters about and puts the password in front: enough to tell sealed from open. */
function keyring(password = 'password', backend = 'gnome_libsecret'): SafeStorage {
  const turned = (text: string) => Array.from(text).toReversed().join('')
  return {
    isAvailable: () => true,
    backend: () => backend,
    seal: (text) => Buffer.from(`${password}:${turned(text)}`),
    open(sealed) {
      const text = sealed.toString()
      if (!text.startsWith(`${password}:`)) throw new Error('wrong password')
      return turned(text.slice(password.length + 1))
    },
  }
}

const refusing = (storage: SafeStorage): SafeStorage => ({
  ...storage,
  seal: () => {
    throw new Error('locked')
  },
  open: () => {
    throw new Error('locked')
  },
})

/** What stands in the file for a connection. */
function sealedIn({ read }: { read(name: string): Buffer }, connectionId = 'c1'): string {
  // Written by the store itself.
  const { keys } = JSON.parse(read('keys.json').toString()) as { keys: Record<string, { sealed: string }> }
  return keys[connectionId]?.sealed ?? 'nothing is sealed'
}

function errorOf(act: () => unknown): AppError | null {
  try {
    act()
    return null
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.error : null
  }
}
