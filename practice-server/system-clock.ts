/** The real time, real identifiers and real keys: the only file here that asks the machine for them. */
import { randomBytes } from 'node:crypto'
import type { Clock, NewId } from './clock.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export const randomId: NewId = (prefix) => prefix + randomBytes(12).toString('hex')

/** A key for one practice server; it opens nothing else. */
export const randomKey = () => `sk-practice-${randomBytes(16).toString('hex')}`
