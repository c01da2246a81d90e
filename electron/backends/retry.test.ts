/** What is repeated and what never is, by table. */
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { HttpFailure } from './http-failure.ts'
import { isCertainlyUnsent, isReadWorthRepeating, retryRead } from './retry.ts'

const host = 'h'
type Row = [error: AppError, retryAfterMs: number | null, isReadAgain: boolean, isUnsent: boolean]
const ROWS: Row[] = [
  [{ kind: 'unreachable', reason: 'dns', host }, null, true, true],
  [{ kind: 'unreachable', reason: 'refused', host }, null, true, true],
  [{ kind: 'unreachable', reason: 'tls', host }, null, false, true],
  [{ kind: 'unreachable', reason: 'bad-port', host }, null, false, true],
  [{ kind: 'unreachable', reason: 'reset', host }, null, true, false],
  [{ kind: 'unreachable', reason: 'timeout', host }, null, true, false],
  [
    { kind: 'unreachable', reason: 'timeout', host, technical: { code: 'UND_ERR_CONNECT_TIMEOUT' } },
    null,
    true,
    true,
  ],
  [{ kind: 'unreachable', reason: 'other', host, technical: { code: 'EHOSTUNREACH' } }, null, true, true],
  [{ kind: 'unreachable', reason: 'other', host }, null, true, false],
  [{ kind: 'cut-reply' }, null, true, false],
  [{ kind: 'not-json', contentType: 'text/html', looksLikeLogin: true }, null, false, false],
  [{ kind: 'unexpected-reply' }, null, false, false],
  [{ kind: 'reply-too-large', limitBytes: 1 }, null, false, false],
  [{ kind: 'server-failed', status: 500 }, null, true, false],
  [{ kind: 'server-failed', status: 502 }, null, true, false],
  [{ kind: 'server-failed', status: 503 }, null, true, false],
  [{ kind: 'server-failed', status: 503 }, 1000, true, true],
  [{ kind: 'server-failed', status: 504 }, 1000, true, false],
  [{ kind: 'rate-limited', retryAfterMs: null }, null, true, true],
  [{ kind: 'refused', status: 400 }, null, false, true],
  [{ kind: 'refused', status: 408 }, null, true, false],
  [{ kind: 'refused', status: 425 }, null, true, true],
  [{ kind: 'quota-exceeded' }, null, false, true],
  [{ kind: 'key-refused', host }, null, false, true],
  [{ kind: 'thread-not-found', threadId: 't' }, null, false, true],
  [{ kind: 'active-run', runId: null }, null, false, true],
  [{ kind: 'redirected', status: 307, target: 'x' }, null, false, true],
  [{ kind: 'bug' }, null, false, false],
]

describe('a failure', () => {
  it.each(ROWS)(
    '%o (Retry-After %s): read again %s, certainly unsent %s',
    (...[error, wish, isReadAgain, isUnsent]) => {
      expect(isReadWorthRepeating(new HttpFailure(error, wish))).toBe(isReadAgain)
      expect(isCertainlyUnsent(new HttpFailure(error, wish))).toBe(isUnsent)
    },
  )

  it('that is no Failure is neither', () => {
    expect(isReadWorthRepeating(new Error('x'))).toBe(false)
    expect(isCertainlyUnsent(new Error('x'))).toBe(false)
  })
})

describe('reading again', () => {
  const failing = (...failures: (HttpFailure | null)[]) => {
    let at = 0
    const attempt = async () => {
      const failure = failures[at++]
      if (failure) throw failure
      return 'read'
    }
    return { attempt, tries: () => at }
  }
  const server500 = new HttpFailure({ kind: 'server-failed', status: 500 })
  const tools = (random = 0.5) => ({
    clock: createTestClock(),
    random: () => random,
    signal: new AbortController().signal,
  })

  it('waits longer each time and gives up after four', async () => {
    const given = tools()
    const { attempt, tries } = failing(server500, server500, server500, server500)
    await expect(retryRead(attempt, given)).rejects.toBe(server500)
    expect(given.clock.naps).toEqual([300, 900, 2700])
    expect(tries()).toBe(4)
  })

  it.each([
    [0, 225],
    [0.999999, 375],
  ])('spreads its waits: random %s waits %i ms', async (random, ms) => {
    const given = tools(random)
    expect(await retryRead(failing(server500, null).attempt, given)).toBe('read')
    expect(given.clock.naps).toEqual([ms])
  })

  it('waits as long as the server says, unless that is over a minute', async () => {
    const given = tools()
    const busy = (ms: number) => new HttpFailure({ kind: 'rate-limited', retryAfterMs: ms }, ms)
    expect(await retryRead(failing(busy(5000), busy(60_000), null).attempt, given)).toBe('read')
    expect(given.clock.naps).toEqual([5000, 60_000])
    await expect(retryRead(failing(busy(60_001), null).attempt, given)).rejects.toThrow('rate-limited')
  })

  it('stops at once when it is called off', async () => {
    const off = new AbortController()
    const attempt = async () => {
      off.abort(new Error('called off'))
      throw server500
    }
    await expect(retryRead(attempt, { ...tools(), signal: off.signal })).rejects.toThrow('called off')
  })
})
