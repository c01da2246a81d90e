/** Updates: nothing without a person's yes, and each thing that goes wrong in words. */
import { describe, expect, it } from 'vitest'
import type { UpdateState } from '../../shared/domain/update.ts'
import { silentLog } from '../platform/log.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { Updates } from './updates.ts'

const DAY_MS = 86_400_000

interface Options {
  isOn?: boolean
  version?: string | null
  looking?(): void
}

/** An app with a library that finds `version`; what is asked of the library is counted. */
function open({ isOn = true, version = '0.2.0', looking = () => undefined }: Options = {}) {
  const clock = createTestClock()
  const told: UpdateState[] = []
  const asked = { loads: 0, looks: 0, fetches: 0, installs: 0, quits: 0 }
  const set = {
    isOn,
    staysOpen: false,
    fetching: async (_tell: (percent: number) => void) => undefined as void,
    installing: async () => undefined as void,
    leaving: async () => undefined as void,
  }
  const updates = new Updates({
    clock,
    isOn: () => set.isOn,
    publish: (state) => told.push(state),
    log: silentLog,
    quit: async () => {
      asked.quits += 1
      await set.leaving()
      return !set.staysOpen
    },
    load: async () => {
      asked.loads += 1
      return {
        look: async () => {
          asked.looks += 1
          looking()
          return version
        },
        fetch: (tell) => {
          asked.fetches += 1
          return set.fetching(tell)
        },
        install: () => {
          asked.installs += 1
          return set.installing()
        },
      }
    },
  })
  updates.begin()
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const pass = async (ms: number) => {
    clock.pass(ms)
    await settle()
  }
  const found = async () => {
    await pass(15_000)
    expect(updates.state()).toEqual({ kind: 'found', version: '0.2.0', isPutOff: false })
  }
  return { updates, set, told, asked, pass, settle, found }
}

const failing =
  (code: string, text = code) =>
  () => {
    throw Object.assign(new Error(text), { code })
  }

describe('while updates are off', () => {
  it('nothing is loaded and nobody is asked, whatever the window says', async () => {
    const { updates, asked, pass, told } = open({ isOn: false })
    await pass(3 * DAY_MS)
    for (const step of ['look', 'fetch', 'restart', 'later'] as const) await updates.act(step)
    await updates.finish()
    expect(asked).toEqual({ loads: 0, looks: 0, fetches: 0, installs: 0, quits: 0 })
    expect(told).toEqual([])
  })
})

describe('while updates are on', () => {
  it('the server is asked after the start and then once a day', async () => {
    const { asked, pass } = open({ version: null })
    await pass(14_999)
    expect(asked.looks).toBe(0)
    await pass(1)
    expect(asked.looks).toBe(1)
    await pass(DAY_MS)
    expect(asked.looks).toBe(2)
  })

  it('a newer version is named and waits for a yes', async () => {
    const { asked, found, pass } = open()
    await found()
    await pass(3 * DAY_MS)
    expect(asked).toMatchObject({ looks: 1, fetches: 0, installs: 0 })
  })

  it('switching on asks at once, switching off forgets what was found', async () => {
    const { updates, set, asked, settle, pass } = open({ isOn: false })
    set.isOn = true
    updates.hearSettings()
    await settle()
    expect(asked.looks).toBe(1)
    set.isOn = false
    updates.hearSettings()
    expect(updates.state()).toEqual({ kind: 'idle' })
    await pass(2 * DAY_MS)
    expect(asked.looks).toBe(1)
  })

  it('what was found is not offered when it was switched off meanwhile', async () => {
    const off = { now: () => undefined as void }
    const { updates, set, pass } = open({ looking: () => off.now() })
    off.now = () => void (set.isOn = false)
    await pass(15_000)
    expect(updates.state()).toEqual({ kind: 'idle' })
  })

  it('a yes downloads, tells how far it is, and asks again before it restarts', async () => {
    const { updates, set, told, asked, found } = open()
    set.fetching = async (tell) => [0.4, 50.9, 50.2, 100].forEach(tell)
    await found()
    await updates.act('fetch')
    expect(told.flatMap((state) => (state.kind === 'fetching' ? [state.percent] : []))).toEqual([0, 50, 100])
    expect(updates.state()).toEqual({ kind: 'ready', version: '0.2.0', isPutOff: false })
    await updates.finish()
    expect(asked).toMatchObject({ quits: 0, installs: 0 })
    await updates.act('restart')
    await updates.finish()
    expect(asked).toMatchObject({ quits: 1, installs: 1 })
  })

  it('a person who stays after all gets nothing put in place when they close the app later', async () => {
    const { updates, set, asked, found } = open()
    await found()
    await updates.act('fetch')
    set.staysOpen = true
    await updates.act('restart')
    await updates.finish()
    expect(asked.installs).toBe(0)
  })

  it('a question before quitting that could not be asked is no yes', async () => {
    const { updates, set, asked, found } = open()
    await found()
    await updates.act('fetch')
    set.leaving = () => Promise.reject(new Error('no window'))
    await expect(updates.act('restart')).rejects.toThrow('no window')
    await updates.finish()
    expect(asked.installs).toBe(0)
  })

  it('is waited for while the system takes it over, but not for ever', async () => {
    const { updates, set, found, pass, settle } = open()
    await found()
    await updates.act('fetch')
    await updates.act('restart')
    set.installing = () => new Promise(() => undefined)
    let isOver = false
    void updates.finish().then(() => (isOver = true))
    await settle()
    await pass(110_000)
    expect(isOver).toBe(false)
    await pass(10_000)
    expect(isOver).toBe(true)
  })

  it('lets the app end when it cannot be put in place', async () => {
    const { updates, set, asked, found } = open()
    await found()
    await updates.act('fetch')
    await updates.act('restart')
    set.installing = () => Promise.reject(new Error('not signed'))
    await updates.finish()
    expect(asked.installs).toBe(1)
  })

  it('later is remembered until the next start', async () => {
    const { updates, found, pass } = open()
    await found()
    await updates.act('later')
    await pass(2 * DAY_MS)
    expect(updates.state()).toEqual({ kind: 'found', version: '0.2.0', isPutOff: true })
  })

  it('restarting means nothing before there is something to restart for', async () => {
    const { updates, asked, found } = open()
    await found()
    await updates.act('restart')
    await updates.finish()
    expect(asked).toMatchObject({ quits: 0, installs: 0 })
  })

  it.each([
    ['ERR_CHECKSUM_MISMATCH', 'sha512 checksum mismatch', 'wrong-file'],
    ['ERR_UPDATER_INVALID_SIGNATURE', 'not signed by the application owner', 'wrong-signature'],
    ['', 'Code signature at URL did not pass validation', 'wrong-signature'],
    ['', 'net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['HTTP_ERROR_503', '503', 'unreachable'],
    ['ERR_UPDATER_INVALID_VERSION', 'no version', 'other'],
  ])('what goes wrong while it downloads is told: %s %s', async (code, text, why) => {
    const { updates, set, asked, found } = open()
    set.fetching = async () => failing(code, text)()
    await found()
    await updates.act('fetch')
    expect(updates.state()).toEqual({ kind: 'failed', why })
    await updates.act('restart')
    await updates.finish()
    expect(asked.installs).toBe(0)
  })

  it('a server that does not answer is asked again the next day, or when the person wants it', async () => {
    const trouble = { at: failing('', 'net::ERR_NAME_NOT_RESOLVED') as () => void }
    const { updates, asked, pass } = open({ looking: () => trouble.at() })
    await pass(15_000)
    expect(updates.state()).toEqual({ kind: 'failed', why: 'unreachable' })
    trouble.at = () => undefined
    await updates.act('look')
    expect(updates.state()).toMatchObject({ kind: 'found' })
    expect(asked.looks).toBe(2)
  })

  it('asks no more after it was closed', async () => {
    const { updates, asked, pass } = open()
    updates.close()
    await pass(2 * DAY_MS)
    expect(asked.loads).toBe(0)
  })
})
