/** A button that asks once before it does what cannot be overlooked. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { m } from '../../shared/words/generated/messages.js'

interface ConfirmButtonProps {
  /** What the button that asks looks like. */
  children: ReactNode
  question: string
  body: string
  /** On the button that says yes. */
  yes: string
  onYes(): void
}

const BUTTON = 'inline-flex h-8 items-center gap-2 rounded-md px-3 text-sm'

/** The focus goes back to the button afterwards. */
export function ConfirmButton({ children, question, body, yes, onYes }: ConfirmButtonProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className={`${BUTTON} text-bad hover:bg-bad-soft`}>{children}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[420px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none">
          <AlertDialog.Title className="text-base font-semibold [overflow-wrap:anywhere]">
            {question}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-sm text-fg-2 [overflow-wrap:anywhere]">
            {body}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close className={`${BUTTON} border border-line-strong hover:bg-hover`}>
              {m.cancel()}
            </AlertDialog.Close>
            <AlertDialog.Close
              onClick={onYes}
              className={`${BUTTON} border border-transparent bg-bad font-medium text-bg hover:opacity-90`}
            >
              {yes}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
