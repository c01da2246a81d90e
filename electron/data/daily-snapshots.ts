/** Makes a snapshot in the first quiet moment of each day, also when the app runs over midnight. */
import { toAppError } from '../../shared/errors.ts'
import type { DataOverview } from '../../shared/domain/snapshot.ts'
import type { Clock } from '../platform/clock.ts'
import { localDay } from '../platform/local-time.ts'
import type { Log } from '../platform/log.ts'
import type { SnapshotShelf } from './ports.ts'

interface World {
  shelf: Pick<SnapshotShelf, 'list' | 'make'>
  clock: Clock
  log: Log
  /** No run is under way: nothing is lost by a moment of copying. */
  isQuiet(): boolean
  /** Nothing was ever said here. */
  isEmpty(): boolean
}

/** Not in the first moments, which belong to the window. */
const FIRST_LOOK_MS = 20_000
const LOOK_EVERY_MS = 60_000
/** A day that never gets quiet gets its snapshot all the same. */
const PATIENCE_MS = 3_600_000
/** A full disk is not asked again every minute. */
const AFTER_TROUBLE_MS = 900_000

export interface DailySnapshots {
  begin(): void
  /** Waits for one that is being made. */
  close(): Promise<void>
  /** Makes today's now. @throws Failure `storage-failed`, `snapshot-unusable` */
  makeNow(): Promise<void>
  /** Why the last one could not be made. */
  trouble(): DataOverview['snapshotTrouble']
}

export const createDailySnapshots = (world: World): DailySnapshots => new Daily(world)

class Daily implements DailySnapshots {
  readonly #world: World
  #cancel: (() => void) | null = null
  #waitingSince: number | null = null
  #making: Promise<unknown> = Promise.resolve()
  #trouble: DataOverview['snapshotTrouble'] = null

  constructor(world: World) {
    this.#world = world
  }

  begin = (): void => this.#lookIn(FIRST_LOOK_MS)

  async close(): Promise<void> {
    this.#rest()
    await this.#making.catch(() => undefined)
  }

  trouble = (): DataOverview['snapshotTrouble'] => this.#trouble

  makeNow(): Promise<void> {
    const making = this.#make()
    this.#making = making
    return making
  }

  async #make(): Promise<void> {
    const { shelf, log } = this.#world
    try {
      await shelf.make('daily')
      this.#trouble = null
      this.#waitingSince = null
      log('info', 'data', 'snapshot made')
    } catch (thrown) {
      const { kind } = toAppError(thrown)
      this.#trouble = kind === 'snapshot-unusable' ? 'damaged' : 'disk'
      log('warn', 'data', 'no snapshot', { error: String(thrown), kind })
      throw thrown
    }
  }

  #rest() {
    this.#cancel?.()
    this.#cancel = null
  }

  #lookIn(ms: number) {
    this.#rest()
    this.#cancel = this.#world.clock.after(ms, () => {
      this.#look().then(
        () => this.#lookIn(LOOK_EVERY_MS),
        () => this.#lookIn(AFTER_TROUBLE_MS),
      )
    })
  }

  async #look() {
    if (!this.#isDue()) {
      this.#waitingSince = null
      return
    }
    const { clock, isQuiet } = this.#world
    this.#waitingSince ??= clock.elapsed()
    if (isQuiet() || clock.elapsed() - this.#waitingSince >= PATIENCE_MS) await this.makeNow()
  }

  #isDue(): boolean {
    const { shelf, clock, isEmpty } = this.#world
    const today = localDay(clock.now())
    return !shelf.list().some(({ id }) => id === `history-${today}`) && !isEmpty()
  }
}
