/** A disk that fails at the call a test names, in the way a test names: real files otherwise. */
import type { Disk } from './disk.ts'
import { systemDisk } from './disk.ts'

export const DISK_ERRORS = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE'] as const
export type DiskError = (typeof DISK_ERRORS)[number]

/** `short` takes half of what is written and says so; `torn` takes half, and the app dies; `kill` is the app dying before the call. */
export const DISK_FAULTS = [...DISK_ERRORS, 'short', 'torn', 'kill'] as const
export type DiskFault = (typeof DISK_FAULTS)[number]

/** The app is dead: nothing it would still do happens. */
export class Killed extends Error {}

interface Strike {
  /** 1 is the first call. */
  at: number
  fault: DiskFault
}

export interface FaultyDisk {
  disk: Disk
  /** False when there were fewer calls, or none there that can fail in this way. */
  hasStruck(): boolean
  /** How many calls there were before it died. */
  calls(): number
}

/** Fails once, at one call; after a kill every call fails. */
export function faultyDisk({ at, fault }: Strike): FaultyDisk {
  let calls = 0
  let isStruck = false
  let isDead = false
  const strike = (name: string, half: (() => unknown) | null): { value: unknown } | null => {
    if (isDead) throw new Killed()
    calls += 1
    if (calls !== at) return null
    if ((fault === 'short' || fault === 'torn') && half === null) return null
    isStruck = true
    if (fault === 'short') return { value: half?.() }
    if (fault !== 'torn' && fault !== 'kill') throw errorOf(fault, name)
    if (fault === 'torn') half?.()
    isDead = true
    throw new Killed()
  }
  return { disk: through(strike), hasStruck: () => isStruck, calls: () => calls }
}

/** Works until it is told to break, and again when it is told to mend. */
export function breakableDisk(error: DiskError) {
  let isBroken = false
  const disk = through((name) => {
    if (isBroken) throw errorOf(error, name)
    return null
  })
  return { disk, breakNow: () => void (isBroken = true), mend: () => void (isBroken = false) }
}

type Gate = (name: string, half: (() => unknown) | null) => { value: unknown } | null
type Call = (...values: unknown[]) => unknown

/** Every call of the disk, and of the handles it gives, goes through the gate first. */
function through(gate: Gate): Disk {
  const { later, ...now } = systemDisk
  const gatedNow = mapCalls(now, (name, call) => (...values) => {
    try {
      const instead = gate(name, name === 'writeSync' ? halfOf(call, values) : null)
      if (instead !== null) return instead.value
    } catch (thrown) {
      // What cannot be closed is closed all the same, also by a process that ends.
      if (name === 'closeSync') call(...values)
      throw thrown
    }
    return call(...values)
  })
  const gatedLater = mapCalls(later, (name, call) => async (...values) => {
    gate(name, null)
    const made = await call(...values)
    return name === 'open' ? throughHandle(gate, made) : made
  })
  // Made of the same names, each with the parameters and the result of the one it stands for.
  return { ...gatedNow, later: gatedLater } as unknown as Disk
}

/** Closing a handle always works: else tests would run out of them. */
const GATED = new Set(['writeFile', 'appendFile', 'write', 'sync', 'read', 'stat'])

function throughHandle(gate: Gate, handle: unknown): unknown {
  return new Proxy(Object(handle), {
    get(target, name) {
      const found: unknown = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      const call = found.bind(target)
      if (!GATED.has(String(name))) return call
      return async (...values: unknown[]) => {
        const isWrite = name === 'writeFile' || name === 'appendFile'
        const instead = gate(String(name), isWrite ? () => call(halfBytes(values[0])) : null)
        if (instead === null) return call(...values)
        await instead.value
        // Node asks for the rest by itself, and then hears why there was only half.
        throw errorOf('ENOSPC', 'write')
      }
    },
  })
}

/** The half is kept before the app dies, or instead of the whole. */
function halfOf(call: Call, [handle, bytes, from]: unknown[]): () => unknown {
  const start = Number(from)
  const half = Math.max(1, Math.floor((Buffer.from(bytes as Uint8Array).length - start) / 2))
  return () => call(handle, bytes, start, half)
}

const halfBytes = (data: unknown): Uint8Array => {
  const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data as Uint8Array)
  return bytes.subarray(0, Math.floor(bytes.length / 2))
}

function mapCalls(calls: object, wrap: (name: string, call: Call) => Call): object {
  return Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, typeof call === 'function' ? wrap(name, call) : call]),
  )
}

const errorOf = (code: DiskError, call: string): Error =>
  Object.assign(new Error(`${code}: ${call}`), { code, syscall: call })
