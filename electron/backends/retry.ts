/** When a request may be repeated: reads a few times by themselves, writes only when they cannot have arrived. */
import type { Clock } from '../platform/clock.ts'
import { Failure } from '../../shared/errors.ts'
import { retryAfterOf } from './http-failure.ts'
import { isForPerson, isNeverSent } from './unreachable.ts'

export interface RetryTools {
  clock: Clock
  /** From 0 up to 1. */
  random: () => number
  signal: AbortSignal
}

const WAITS_MS = [300, 900, 2700]
const JITTER = 0.25
/** A server that wants more time than this is not waited for: the person sees when to come back. */
export const LONGEST_RETRY_AFTER_MS = 60_000

/** For GETs only: up to 4 tries. @throws what the last try threw, or the signal's reason */
export async function retryRead<T>(attempt: () => Promise<T>, tools: RetryTools): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await attempt()
    } catch (thrown) {
      tools.signal.throwIfAborted()
      const wish = retryAfterOf(thrown)
      if (!isReadWorthRepeating(thrown) || (wish ?? 0) > LONGEST_RETRY_AFTER_MS) throw thrown
      const jitter = 1 + (tools.random() * 2 - 1) * JITTER
      await tools.clock.sleep(wish ?? Math.round(wait * jitter), tools.signal)
    }
  }
  return attempt()
}

/** True when reading again may well succeed. */
export function isReadWorthRepeating(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false
  const { error } = thrown
  switch (error.kind) {
    case 'unreachable':
      return !isForPerson(error.reason)
    case 'refused':
      return error.status === 408 || error.status === 425
    case 'rate-limited':
    case 'server-failed':
    case 'cut-reply':
      return true
    default:
      return false
  }
}

/**
 * True when the server has certainly not acted on the request, so that sending it again cannot double anything.
 * False is "perhaps": reset, time out, 5xx, or an answer that cannot be read.
 */
export function isCertainlyUnsent(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false
  const { error } = thrown
  switch (error.kind) {
    case 'unreachable':
      return isNeverSent(error.reason, error.technical?.code)
    case 'server-failed':
      return error.status === 503 && retryAfterOf(thrown) !== null
    case 'refused':
      return error.status !== 408
    case 'cut-reply':
    case 'not-json':
    case 'unexpected-reply':
    case 'reply-too-large':
    case 'bug':
      return false
    default:
      return true
  }
}
