/** Hands toasts to Base UI, which shows them and lets a keyboard reach them. */
import { Toast } from '@base-ui/react/toast'
import type { ToastWords } from './toasts.ts'

export const toastManager = Toast.createToastManager()

let count = 0
/** The toast that was shown last of each topic. */
const topics = new Map<string, string>()

/** Shows a toast. */
export function addToast({ title, description, tone, lastsMs, topic, action }: ToastWords): void {
  count += 1
  const id = `toast-${count}`
  if (topic !== undefined) {
    closeToast(topic)
    topics.set(topic, id)
  }
  toastManager.add({
    id,
    title,
    timeout: lastsMs,
    ...(description === undefined ? {} : { description }),
    ...(tone === undefined ? {} : { type: tone }),
    ...(action === undefined
      ? {}
      : { actionProps: { children: action.words, onClick: () => act(id, action) } }),
  })
}

/** Closes what was said of a topic, where it still stands. */
export function closeToast(topic: string): void {
  const id = topics.get(topic)
  if (id !== undefined) toastManager.close(id)
  topics.delete(topic)
}

function act(id: string, { act: carryOut }: NonNullable<ToastWords['action']>): void {
  toastManager.close(id)
  carryOut()
}
