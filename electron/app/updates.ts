/** Newer versions of the app: looked for only when the person said so, fetched when they say so, put in place when they say so. */
import type { UpdateState, UpdateStep, UpdateTrouble } from '../../shared/domain/update.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

/** What does the work: electron-updater in the app. */
export interface UpdateLibrary {
  /** The newer version there is, or null. */
  look(): Promise<string | null>
  /** Downloads what was found and checks it. @throws Error when it is not what it should be */
  fetch(onPercent: (percent: number) => void): Promise<void>
  /**
   * Puts it in place and starts it; the app has closed everything before. Resolves when the app may end. Where the system
   * ends it (on a Mac), it does not resolve. @throws Error when it cannot be put in place
   */
  install(): Promise<void>
}

interface World {
  clock: Clock
  isOn(): boolean
  publish(state: UpdateState): void
  /** Loaded when it is needed for the first time. */
  load(): Promise<UpdateLibrary>
  /** Ends the app as the person does: what is open is asked about, drafts are kept. False when they stay after all. */
  quit(): Promise<boolean>
  log: Log
}

/** Out of the way of the start. */
const AFTER_START_MS = 15_000
const EVERY_MS = 24 * 60 * 60 * 1_000
/** The window is closed by then: an app that cannot be replaced must not stay without one. */
const INSTALLS_WITHIN_MS = 120_000

/** What becomes of updates, one step after another. */
export class Updates {
  readonly #world: World
  #state: UpdateState = { kind: 'idle' }
  #wasOn: boolean
  /** Set when the person asked to restart for what is ready. */
  #isWanted = false
  #cancelNext = () => undefined as void

  constructor(world: World) {
    this.#world = world
    this.#wasOn = world.isOn()
  }

  state(): UpdateState {
    return this.#state
  }

  /** Call once at the start. */
  begin(): void {
    this.#lookAfter(AFTER_START_MS)
  }

  /** Call when a setting has changed: switched on, the server is asked at once. */
  hearSettings(): void {
    const isOn = this.#world.isOn()
    if (isOn === this.#wasOn) return
    this.#wasOn = isOn
    this.#cancelNext()
    if (isOn) {
      void this.#look()
      this.#lookAfter(EVERY_MS)
    } else if (this.#state.kind !== 'fetching') this.#become({ kind: 'idle' })
  }

  /** What the person asked for; it means nothing where it does not fit what there is. */
  async act(step: UpdateStep): Promise<void> {
    const { kind } = this.#state
    if (step === 'look') await this.#look()
    else if (step === 'fetch') await this.#fetch()
    else if (step === 'restart' && kind === 'ready') {
      await this.#restart()
    } else if (step === 'later' && (kind === 'found' || kind === 'ready'))
      this.#become({ ...this.#state, isPutOff: true })
  }

  /** Call last of all when the app closes: puts in place only what the person asked to restart for. */
  async finish(): Promise<void> {
    if (!this.#isWanted || this.#state.kind !== 'ready') return
    try {
      const library = await this.#world.load()
      await this.#within(INSTALLS_WITHIN_MS, library.install())
    } catch (thrown) {
      this.#world.log('error', 'updates', 'not installed', { error: String(thrown) })
    }
  }

  close(): void {
    this.#cancelNext()
  }

  async #restart(): Promise<void> {
    // Set before: the app may close at once.
    this.#isWanted = true
    try {
      this.#isWanted = await this.#world.quit()
    } catch (thrown) {
      this.#isWanted = false
      throw thrown
    }
  }

  #within(ms: number, work: Promise<void>): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>()
    const cancel = this.#world.clock.after(ms, () => reject(new Error(`not done within ${ms} ms`)))
    return Promise.race([work, promise]).finally(cancel)
  }

  async #look(): Promise<void> {
    const { isOn, load } = this.#world
    if (!isOn() || !mayLook(this.#state)) return
    this.#become({ kind: 'looking' })
    try {
      const version = await (await load()).look()
      // Switched off meanwhile: what was found is not offered.
      if (!isOn()) this.#become({ kind: 'idle' })
      else this.#become(version === null ? { kind: 'newest' } : { kind: 'found', version, isPutOff: false })
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  async #fetch(): Promise<void> {
    if (!this.#world.isOn() || this.#state.kind !== 'found') return
    const { version } = this.#state
    this.#become({ kind: 'fetching', version, percent: 0 })
    try {
      const library = await this.#world.load()
      await library.fetch((percent) => this.#grow(version, Math.floor(percent)))
      this.#become({ kind: 'ready', version, isPutOff: false })
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #grow(version: string, percent: number): void {
    if (this.#state.kind === 'fetching' && percent > this.#state.percent)
      this.#become({ kind: 'fetching', version, percent })
  }

  #lookAfter(ms: number): void {
    this.#cancelNext()
    this.#cancelNext = this.#world.clock.after(ms, () => {
      void this.#look()
      this.#lookAfter(EVERY_MS)
    })
  }

  #fail(thrown: unknown): void {
    this.#world.log('warn', 'updates', 'no update', { error: String(thrown) })
    this.#become({ kind: 'failed', why: troubleOf(thrown) })
  }

  #become(state: UpdateState): void {
    this.#state = state
    this.#world.publish(state)
  }
}

/** What is found or fetched is not looked for again. */
const mayLook = ({ kind }: UpdateState): boolean => kind === 'idle' || kind === 'newest' || kind === 'failed'

/** The library's errors carry a code; the network's say what they are in their text. */
function troubleOf(thrown: unknown): UpdateTrouble {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'wrong-file'
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE' || /code signature/i.test(String(thrown)))
    return 'wrong-signature'
  return /net::ERR_|ECONN|ENOTFOUND|ETIMEDOUT|HTTP_ERROR|timed out/i.test(`${code} ${String(thrown)}`)
    ? 'unreachable'
    : 'other'
}
