/** What a person can ask of a run. What comes of it arrives as events; a refusal is said in a toast. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { request } from '../../bridge/bridge.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { focusComposer } from './composer-focus.ts'

type RunRoute =
  | 'runs.askAgain'
  | 'runs.keepWaiting'
  | 'runs.cancel'
  | 'runs.stopWaiting'
  | 'runs.watchAgain'
  | 'runs.waitForThread'
  | 'runs.unlock'

/** Asks, and says so in words when it does not work. */
export function askOfRun(route: RunRoute, { conversationId, id }: Run): void {
  request(route, { conversationId, runId: id }).catch(sayFailure)
}

/** Asks by a button that goes away once it is pressed: the cursor goes to the composer, not to nowhere. */
export function askAndLeave(route: RunRoute, run: Run): void {
  askOfRun(route, run)
  focusComposer()
}
