/** Short messages that come and go at the foot of the window. */
import { Toast } from '@base-ui/react/toast'
import { toAppError } from '../../shared/errors.ts'
import { explain } from '../../shared/words/explain.ts'
import { m } from '../../shared/words/generated/messages.js'

const SHOWN_FOR_MS = 6000

export const toasts = Toast.createToastManager()

/** Says in words that something the person asked for did not work. */
export function sayFailure(thrown: unknown): void {
  const { title, todo } = explain(toAppError(thrown))
  toasts.add({
    title: m.action_failed({ reason: title }),
    description: todo,
    type: 'bad',
    timeout: SHOWN_FOR_MS,
  })
}
