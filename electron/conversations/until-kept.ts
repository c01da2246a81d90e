/** What arrives while the disk is full, or cannot be written, stays in memory and is stored once it can be. */
import { toAppError } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Publish } from './ports.ts'

interface World {
  clock: Clock
  publish: Publish
}

const TRY_AGAIN_MS = 5_000

/** For work that is given up by no longer being wanted. */
export const NEVER: AbortSignal = new AbortController().signal

/** True for a failure of the disk, of which the person has then been told. */
export function tellOfDisk({ publish }: Pick<World, 'publish'>, thrown: unknown): boolean {
  if (toAppError(thrown).kind !== 'storage-failed') return false
  publish({ type: 'notice', notice: { id: 'disk', kind: 'disk-full' } })
  return true
}

/** Does the work again every few seconds until it is stored. Rejects with the signal's reason, and with any other failure. */
export async function untilKept(world: World, signal: AbortSignal, work: () => void): Promise<void> {
  for (;;) {
    try {
      return work()
    } catch (thrown) {
      if (!tellOfDisk(world, thrown)) throw thrown
    }
    await world.clock.sleep(TRY_AGAIN_MS, signal)
  }
}

/** The same, but nothing is wrong when it is left for good or done by somebody else meanwhile. */
export async function unlessLeft(world: World, signal: AbortSignal, work: () => void): Promise<void> {
  try {
    await untilKept(world, signal, work)
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  }
}
