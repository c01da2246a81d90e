/** Hands toasts to Base UI, which shows them and lets a keyboard reach them. */
import { Toast } from '@base-ui/react/toast'
import type { ToastWords } from './toasts.ts'

export const toastManager = Toast.createToastManager()

let count = 0

/** Shows a toast. */
export function addToast({ title, description, tone, lastsMs, action }: ToastWords): void {
  count += 1
  const id = `toast-${count}`
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

function act(id: string, { act: carryOut }: NonNullable<ToastWords['action']>): void {
  toastManager.close(id)
  carryOut()
}
