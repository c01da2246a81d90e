/** Where toasts appear: top right, above everything, below the bar that finds in a conversation, reachable with F6. */
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { areaIsThere, toastManager } from './toast-manager.ts'

/** Mounted once, at the end of the page. */
export function ToastArea() {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={m.toasts_label()}
          className="fixed end-4 top-14 z-50 [:root:has([data-find-bar])_&]:top-26 flex w-[340px] max-w-[calc(100vw-32px)] flex-col gap-2"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager()
  useEffect(areaIsThere, [])
  return shown.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={`rounded-lg border border-line-strong bg-raised p-3 shadow-2 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0 ${toast.type === 'bad' ? 'border-s-4 border-s-bad' : ''}`}
    >
      <Toast.Content className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="mt-0.5 text-xs text-fg-2" />
        </div>
        <Toast.Action className="rounded-md px-2 py-1 text-sm font-medium text-accent hover:bg-accent-soft" />
        <Toast.Close
          aria-label={m.dismiss()}
          className="grid size-6 place-items-center rounded-sm text-fg-3 hover:bg-hover"
        >
          <X size={14} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
