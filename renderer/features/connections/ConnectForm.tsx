/** Connecting an assistant in one form: where, with which key, which one, and what it is called here. */
import { useEffect, useRef, useState } from 'react'
import { useController, useWatch, type UseFormReturn } from 'react-hook-form'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { hostOf } from '../../ui/host.ts'
import { say } from '../../ui/toasts.ts'
import { AddressField } from './AddressField.tsx'
import { CheckPlace } from './CheckPlace.tsx'
import { KeyField } from './KeyField.tsx'
import { MoreFields } from './MoreFields.tsx'
import { PickButton } from './PickButton.tsx'
import { SaveProblem } from './SaveProblem.tsx'
import { WhichConnection } from './WhichConnection.tsx'
import { originOf } from './server-form.ts'
import {
  useConnectForm,
  type AssistantFields,
  type ConnectFormModel,
  type ConnectStart,
} from './use-connect-form.ts'

interface ConnectFormProps {
  start: ConnectStart
  connections: readonly Connection[]
  canKeepKeys: boolean
  onSaved(assistantId: string): void
  /** An assistant that is here already: shows it. */
  onOpen(assistantId: string): void
  onOpenConnection(connectionId: string): void
}

/** Saving never needs a check: a server may be down today. */
export function ConnectForm(props: ConnectFormProps) {
  const { start, connections, onSaved } = props
  const known = connections.filter(({ kind }) => kind === 'server')
  const { copyOf } = start
  const model = useConnectForm({
    start,
    connections: known,
    initial: {
      connectionId: start.connectionId ?? copyOf?.connectionId ?? known[0]?.id ?? '',
      remoteId: start.remoteId,
      nickname: copyOf === null ? '' : m.asst_copy_of({ name: copyOf.nickname }),
    },
    onSaved: ({ assistantId, isBroughtBack }) => {
      if (isBroughtBack) say({ title: m.asst_brought_back(), lastsMs: 6000 })
      onSaved(assistantId)
    },
  })
  const form = useRef<HTMLFormElement>(null)
  // What opened the form may be gone: the keyboard goes on in its first field.
  useEffect(() => {
    if (document.activeElement === document.body) form.current?.querySelector('input')?.focus()
  }, [])
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        model.onSave()
      }}
    >
      {known.length > 0 && <WhichConnection form={model.assistant} known={known} />}
      <Boxes model={model} {...props} />
    </form>
  )
}

interface BoxesProps extends ConnectFormProps {
  model: ConnectFormModel
}

function Boxes({ model, canKeepKeys, onOpen, onOpenConnection }: BoxesProps) {
  const { connection, server, assistant, saveError } = model
  const [keyWishes, setKeyWishes] = useState(0)
  const [pickWishes, setPickWishes] = useState(0)
  const asked = () =>
    connection === null
      ? { connection: null, form: server.getValues() }
      : { connection: connection.id, form: null }
  return (
    <>
      {connection === null && (
        <>
          <AddressField form={server} connection={null} />
          <KeyField form={server} connection={null} canKeepKeys={canKeepKeys} wishes={keyWishes} />
        </>
      )}
      <AssistantIdBox {...{ model, pickWishes }} source={asked} />
      <Nickname form={assistant} />
      {connection === null && <MoreFields form={server} connection={null} hasName />}
      <CheckPlace
        server={connection === null ? server : null}
        connection={connection}
        remoteId={() => assistant.getValues('remoteId')}
        onRemoteId={(remoteId) => assistant.setValue('remoteId', remoteId)}
        onWantKey={() => setKeyWishes(keyWishes + 1)}
        onWantPick={() => setPickWishes(pickWishes + 1)}
        onOpenConnection={onOpenConnection}
        onFieldErrors={model.showErrors}
        buttons={
          <Button weight="primary" type="submit" disabled={model.isSaving}>
            {m.form_save()}
          </Button>
        }
      />
      {saveError !== null && <SaveProblem error={saveError} onOpen={onOpen} />}
    </>
  )
}

interface AssistantIdBoxProps {
  model: ConnectFormModel
  pickWishes: number
  source: Parameters<typeof PickButton>[0]['source']
}

function AssistantIdBox({
  model: { assistant, connection, server },
  pickWishes,
  source,
}: AssistantIdBoxProps) {
  const { field, fieldState } = useController({ control: assistant.control, name: 'remoteId' })
  const address = useWatch({ control: server.control, name: 'baseUrl' })
  const origin = originOf(address)
  const host = connection === null ? (origin === null ? '' : new URL(origin).host) : hostOf(connection)
  return (
    <Field
      label={m.form_assistant_id()}
      hint={m.form_assistant_id_hint()}
      error={fieldState.error?.message}
      className="font-mono text-xs"
      beside={
        <PickButton
          host={host}
          source={source}
          wishes={pickWishes}
          onPick={({ remoteId }) => {
            field.onChange(remoteId)
            assistant.clearErrors('remoteId')
          }}
        />
      }
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
