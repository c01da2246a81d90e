/** Asks the server to stop a run, and looks at the run when the server refuses. */
import { Failure } from '../../../shared/errors.ts'
import { retryRead } from '../retry.ts'
import { runReply } from './replies.ts'
import * as requests from './requests.ts'
import type { Tools } from './session.ts'
import { toRunNews } from './to-run-events.ts'

/** One peer cancels only what is in progress, so a queued run is asked again a moment later. */
const TRIES = 3
const AGAIN_AFTER_MS = 1000

/** A run that is already over, or already being cancelled, is fine. @throws Failure */
export async function cancelRun(tools: Tools, at: requests.RunAt, signal: AbortSignal): Promise<void> {
  const { http, clock } = tools
  for (let tries = 1; ; tries++) {
    try {
      await http.json({ ...requests.cancelRun(at), signal, isUrgent: true }, runReply)
      return
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof Failure)) throw thrown
      const { kind, technical } = thrown.error
      // Heard and answered with something else than a run: an empty 200 or 204.
      const isTaken = (technical?.status ?? 0) < 300 && (kind === 'cut-reply' || kind === 'unexpected-reply')
      if (isTaken) return
      if (kind !== 'refused') throw thrown
      const news = await lookAt(tools, at, signal)
      if (news === null) throw thrown
      if (news.type === 'ended' || (news.type === 'status' && news.state === 'cancelling')) return
      if (tries === TRIES) throw thrown
      await clock.sleep(AGAIN_AFTER_MS, signal)
    }
  }
}

async function lookAt({ http, clock, random }: Tools, at: requests.RunAt, signal: AbortSignal) {
  try {
    const look = () => http.json({ ...requests.getRun(at), signal, isUrgent: true }, runReply)
    return toRunNews((await retryRead(look, { clock, random, signal })).value)
  } catch {
    signal.throwIfAborted()
    return null
  }
}
