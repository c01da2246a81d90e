/** Questions that are asked once, before something that cannot be overlooked is done. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { m } from '../../shared/words/generated/messages.js'

interface Question {
  question: string
  body: string
  /** On the button that says yes. */
  yes: string
  onYes(): void
}

interface ConfirmButtonProps extends Question {
  /** What the button that asks looks like. */
  children: ReactNode
}

const BUTTON = 'inline-flex h-8 items-center gap-2 rounded-md px-3 text-sm'
const YES = {
  bad: 'bg-bad text-bg hover:opacity-90',
  accent: 'bg-accent text-on-accent hover:bg-accent-strong',
} as const

/** A button that asks first. The focus goes back to it afterwards. */
export function ConfirmButton({ children, ...question }: ConfirmButtonProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className={`${BUTTON} text-bad hover:bg-bad-soft`}>{children}</AlertDialog.Trigger>
      <Panel {...question} tone="bad" />
    </AlertDialog.Root>
  )
}

interface AskDialogProps extends Question {
  isOpen: boolean
  onClose(): void
}

/** A question that something else than a button raised. */
export function AskDialog({ isOpen, onClose, ...question }: AskDialogProps) {
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Panel {...question} tone="accent" />
    </AlertDialog.Root>
  )
}

function Panel({ question, body, yes, onYes, tone }: Question & { tone: keyof typeof YES }) {
  return (
    <AlertDialog.Portal>
      <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
      <AlertDialog.Popup className="scroll fixed top-1/2 left-1/2 z-50 max-h-[calc(100vh-32px)] w-[420px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none">
        <AlertDialog.Title className="text-base font-semibold [overflow-wrap:anywhere]">
          {question}
        </AlertDialog.Title>
        <AlertDialog.Description className="mt-1.5 text-sm text-fg-2 [overflow-wrap:anywhere]">
          {body}
        </AlertDialog.Description>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <AlertDialog.Close className={`${BUTTON} border border-line-strong hover:bg-hover`}>
            {m.cancel()}
          </AlertDialog.Close>
          <AlertDialog.Close
            onClick={onYes}
            className={`${BUTTON} border border-transparent font-medium ${YES[tone]}`}
          >
            {yes}
          </AlertDialog.Close>
        </div>
      </AlertDialog.Popup>
    </AlertDialog.Portal>
  )
}
