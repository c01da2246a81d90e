/** Sees a person's wish to cancel through: asks the server, and stops waiting for a run that will not end. */
import { isOver } from '../../shared/domain/run.ts'
import { Failure, toAppError } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { LiveRun } from './live-run.ts'
import type { AssistantBackend } from './ports.ts'

/** How long a cancel may take to reach the server, and how long we then wait for the run to end, in milliseconds. */
const CANCEL_REQUEST_MS = 15_000
const CANCELLING_MS = 30_000

interface World {
  clock: Clock
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend }>
}

export class Cancelling {
  readonly #world: World
  /** Disarms the giving up of each run that is being cancelled. */
  readonly #patience = new Map<string, () => void>()

  constructor(world: World) {
    this.#world = world
  }

  /** Asks the server to cancel the run, as soon as there is one. True when it took the request. */
  async pursue(run: LiveRun): Promise<boolean> {
    this.#giveUpLater(run)
    const { remoteId, threadId } = run.run()
    if (remoteId === null || threadId === null) return false
    try {
      await this.#ask(run, { remoteId, threadId })
      return true
    } catch (thrown) {
      run.decide({ type: 'cancel-failed', error: toAppError(thrown) })
      return false
    }
  }

  close(): void {
    for (const disarm of this.#patience.values()) disarm()
    this.#patience.clear()
  }

  /** Goes out on a signal of its own: the run's signal may already be aborted, and the run would go on costing money. */
  async #ask(run: LiveRun, at: { remoteId: string; threadId: string }) {
    const deadline = new AbortController()
    const disarm = this.#world.clock.after(CANCEL_REQUEST_MS, () =>
      deadline.abort(new Failure({ kind: 'unsupported', what: 'cancel' })),
    )
    try {
      const { backend } = await this.#world.backendFor(run.run().conversationId)
      await backend.cancel(at, deadline.signal)
    } finally {
      disarm()
    }
  }

  /** A wish that failed has been taken back by the time this is due. */
  #giveUpLater(run: LiveRun) {
    const { id } = run.run()
    this.#patience.get(id)?.()
    const disarm = this.#world.clock.after(CANCELLING_MS, () => {
      this.#patience.delete(id)
      if (isOver(run.run()) || !run.run().isCancelRequested) return
      run.leave()
      run.decide({ type: 'stopped-waiting' })
    })
    this.#patience.set(id, disarm)
  }
}
