/** What a person asks for about a newer version. */
import type { UpdateStep } from '../../../shared/domain/update.ts'
import { request } from '../../bridge/bridge.ts'
import { sayFailure } from '../../ui/toasts.ts'

/** What comes of it arrives as an event. */
export function goOn(step: UpdateStep): void {
  request('app.update', { step }).catch(sayFailure)
}
