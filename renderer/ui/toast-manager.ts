/** Hands toasts to Base UI, which shows them and lets a keyboard reach them. */
import { Toast } from '@base-ui/react/toast'
import type { ToastWords } from './toasts.ts'

export const toastManager = Toast.createToastManager()

/** What is said before the place where toasts appear is on the page waits for it. */
let isAreaThere = false
const waiting: Parameters<typeof toastManager.add>[0][] = []

/** Called when toasts can appear. */
export function areaIsThere(): void {
  isAreaThere = true
  for (const toast of waiting.splice(0)) toastManager.add(toast)
}

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
  show({
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

function show(toast: Parameters<typeof toastManager.add>[0]): void {
  if (isAreaThere) toastManager.add(toast)
  else waiting.push(toast)
}

/** Closes what was said of a topic, where it still stands. */
export function closeToast(topic: string): void {
  const id = topics.get(topic)
  if (id !== undefined) toastManager.close(id)
  const at = waiting.findIndex((toast) => toast.id === id)
  if (id !== undefined && at !== -1) waiting.splice(at, 1)
  topics.delete(topic)
}

function act(id: string, { act: carryOut }: NonNullable<ToastWords['action']>): void {
  toastManager.close(id)
  carryOut()
}
