/** One assistant in the settings: what is ours to change, what the server says of it, and what to do with it. */
import { useState, type ComponentType, type ReactNode } from 'react'
import { useController, type UseFormReturn } from 'react-hook-form'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { AppError } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Field } from '../../ui/Field.tsx'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { Letter } from '../../ui/Letter.tsx'
import { AssistantDeeds, type Deeds } from './AssistantDeeds.tsx'
import { ColourField } from './ColourField.tsx'
import { RememberedAnswers } from './RememberedAnswers.tsx'
import { ServerSays } from './ServerSays.tsx'
import { SuggestionsField } from './SuggestionsField.tsx'
import { useAssistantForm, type AssistantFields } from './use-assistant-form.ts'

export interface PickToolProps {
  connection: Connection
  /** Raised each time the list is wanted from elsewhere. */
  wishes: number
  onPick(remoteId: string): void
}

export interface CheckToolProps {
  connection: Connection
  remoteId(): string
  onRemoteId(remoteId: string): void
  onWantPick(): void
  /** Before Check connection. */
  buttons: ReactNode
}

export interface ProblemToolProps {
  error: AppError
}

/** What the connection of an assistant brings to its page; composed by the app, as features do not know each other. */
export interface ConnectionTools {
  /** A button that picks another ID from the server's list. */
  Pick: ComponentType<PickToolProps>
  /** The buttons of the form with the check among them, and below them what it finds. */
  Check: ComponentType<CheckToolProps>
  /** Why saving did not work. */
  Problem: ComponentType<ProblemToolProps>
}

interface AssistantEditorProps extends Deeds {
  assistant: Assistant
  connection: Connection | null
  tools: ConnectionTools
  onOpenConnection(): void
  onSaved(): void
}

/** Keyed by the assistant by its parent. */
export function AssistantEditor(props: AssistantEditorProps) {
  const { assistant, connection, onOpenConnection } = props
  return (
    <>
      <div className="mb-6 flex items-center gap-3.5">
        <Letter name={assistant.nickname} colour={assistant.colour} size="large" />
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-2.5 text-[20px] leading-7 font-semibold tracking-[-.015em] [overflow-wrap:anywhere]">
            {assistant.nickname}
            {assistant.archivedAt !== null && <Chip>{m.asst_archived()}</Chip>}
          </h1>
          {connection !== null && (
            <p className="flex flex-wrap items-center gap-2 text-sm text-fg-2">
              <span>{m.asst_on_connection()}</span>
              <button
                type="button"
                onClick={onOpenConnection}
                className="rounded-sm text-accent hover:underline"
              >
                {connection.kind === 'practice' ? hostOf(connection) : connection.name}
              </button>
              {isSentInClear(connection) && <Chip tone="warn">{m.conn_in_clear()}</Chip>}
            </p>
          )}
        </div>
      </div>
      <Form {...props} />
      <ServerSays assistant={assistant} />
      <RememberedAnswers assistant={assistant} />
      <AssistantDeeds {...props} />
    </>
  )
}

function Form({ assistant, connection, tools, onSaved }: AssistantEditorProps) {
  const { Pick, Check, Problem } = tools
  const { form, saveError, isSaving, onSave } = useAssistantForm(assistant, onSaved)
  const colour = useController({ control: form.control, name: 'colour' }).field
  const [pickWishes, setPickWishes] = useState(0)
  const isPractice = connection?.kind === 'practice'
  const takeId = (remoteId: string) => {
    form.setValue('remoteId', remoteId)
    form.clearErrors('remoteId')
  }
  const save = (
    <Button weight="primary" type="submit" disabled={isSaving}>
      {m.form_save()}
    </Button>
  )
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {isPractice && (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">{m.form_practice_built_in()}</p>
      )}
      <RemoteId
        form={form}
        isReadOnly={isPractice}
        beside={
          connection !== null &&
          !isPractice && <Pick connection={connection} wishes={pickWishes} onPick={takeId} />
        }
      />
      <Nickname form={form} />
      <ColourField value={colour.value} onChoose={colour.onChange} />
      <SuggestionsField form={form} />
      {connection === null ? (
        save
      ) : (
        <Check
          connection={connection}
          remoteId={() => form.getValues('remoteId')}
          onRemoteId={takeId}
          onWantPick={() => setPickWishes(pickWishes + 1)}
          buttons={save}
        />
      )}
      {saveError !== null && <Problem error={saveError} />}
    </form>
  )
}

interface RemoteIdProps {
  form: UseFormReturn<AssistantFields>
  isReadOnly: boolean
  beside: ReactNode
}

function RemoteId({ form, isReadOnly, beside }: RemoteIdProps) {
  const { field, fieldState } = useController({ control: form.control, name: 'remoteId' })
  return (
    <Field
      label={m.form_assistant_id()}
      hint={isReadOnly ? undefined : m.asst_id_hint()}
      readOnly={isReadOnly}
      error={fieldState.error?.message}
      className="font-mono text-xs"
      beside={beside}
      {...field}
    />
  )
}

function Nickname({ form }: { form: UseFormReturn<AssistantFields> }) {
  const { field, fieldState } = useController({ control: form.control, name: 'nickname' })
  return (
    <Field
      label={m.form_nickname()}
      hint={m.form_nickname_hint()}
      isOptional
      error={fieldState.error?.message}
      {...field}
    />
  )
}
