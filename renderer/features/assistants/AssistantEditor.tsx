/** Changing an assistant in the settings, and removing it after asking once. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { AssistantForm } from './AssistantForm.tsx'
import { RememberedAnswers } from './RememberedAnswers.tsx'

interface AssistantEditorProps {
  assistant: Assistant
  connection: Connection | null
  canKeepKeys: boolean
  onSaved(assistantId: string): void
  onRemoved(): void
}

/** Keyed by the assistant by its parent. */
export function AssistantEditor(props: AssistantEditorProps) {
  const { assistant, connection, canKeepKeys, onSaved, onRemoved } = props
  const remove = () => {
    request('assistants.remove', { assistantId: assistant.id }).then(onRemoved, sayFailure)
  }
  return (
    <>
      <h1 className="mb-6 text-[20px] leading-7 font-semibold tracking-[-.015em]">
        {m.form_title_edit({ name: assistant.nickname })}
      </h1>
      <AssistantForm
        assistant={assistant}
        connection={connection}
        canKeepKeys={canKeepKeys}
        onSaved={onSaved}
      >
        <RemoveButton name={assistant.nickname} onRemove={remove} />
      </AssistantForm>
      <RememberedAnswers assistant={assistant} />
    </>
  )
}

function RemoveButton({ name, onRemove }: { name: string; onRemove(): void }) {
  const button = 'inline-flex h-8 items-center rounded-md px-3 text-sm'
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className={`${button} text-bad hover:bg-bad-soft`}>
        {m.form_remove()}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[400px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none">
          <AlertDialog.Title className="text-base font-semibold">
            {m.form_remove_ask({ name })}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-sm text-fg-2">
            {m.form_remove_body()}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close className={`${button} border border-line-strong hover:bg-hover`}>
              {m.cancel()}
            </AlertDialog.Close>
            <AlertDialog.Close
              onClick={onRemove}
              className={`${button} border border-transparent bg-bad font-medium text-bg hover:opacity-90`}
            >
              {m.form_remove_confirm()}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
