/** What most servers do not need, folded away: how it signs in, who pays, what goes along, limits, certificates. */
import { useController, useFormState, useWatch, type UseFormReturn } from 'react-hook-form'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { Folded } from '../../ui/Folded.tsx'
import { CertificateField } from './CertificateField.tsx'
import { RowsField } from './RowsField.tsx'
import { deliveryWords, moreInWords, signInWords } from './server-form.ts'

interface MoreFieldsProps {
  form: UseFormReturn<ConnectionForm>
  connection: Connection | null
  /** The name stands here where it is not asked for above. */
  hasName: boolean
}

const MORE = [
  'name',
  'organization',
  'project',
  'headers',
  'query',
  'runLimitSeconds',
  'requestsPerMinute',
  'certificates',
] as const

/** Opens by itself where something in it is wrong. */
export function MoreFields({ form, connection, hasName }: MoreFieldsProps) {
  const typed = useWatch({ control: form.control })
  const { errors } = useFormState({ control: form.control })
  const shown = hasName ? typed : { ...typed, name: '' }
  return (
    <Folded
      words={m.form_more()}
      // A watched form holds every field: it was given all of them to begin with.
      summary={moreInWords(shown as ConnectionForm)}
      isOpen={MORE.some((name) => errors[name] !== undefined)}
    >
      <div className="mt-4 flex flex-col gap-5 border-s border-line ps-4">
        {hasName && <TextBox form={form} name="name" hint={m.conn_name_hint()} />}
        <SignInChoice form={form} />
        <DeliveryChoice form={form} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextBox form={form} name="organization" />
          <TextBox form={form} name="project" />
        </div>
        <RowsField
          form={form}
          name="headers"
          label={m.conn_headers()}
          hint={m.conn_headers_hint()}
          add={m.conn_headers_add()}
          kept={connection?.headers ?? []}
        />
        <RowsField
          form={form}
          name="query"
          label={m.conn_query()}
          hint={m.conn_query_hint()}
          add={m.conn_query_add()}
          kept={[]}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextBox form={form} name="runLimitSeconds" hint={m.conn_run_limit_hint()} />
          <TextBox form={form} name="requestsPerMinute" hint={m.conn_rate_hint()} />
        </div>
        <CertificateField form={form} />
      </div>
    </Folded>
  )
}

type TextName = 'name' | 'organization' | 'project' | 'runLimitSeconds' | 'requestsPerMinute'

const LABELS: Record<TextName, () => string> = {
  name: m.conn_name,
  organization: m.conn_organization,
  project: m.conn_project,
  runLimitSeconds: m.conn_run_limit,
  requestsPerMinute: m.conn_rate,
}

interface TextBoxProps {
  form: UseFormReturn<ConnectionForm>
  name: TextName
  hint?: string
}

/** One line of text of the form. */
export function TextBox({ form, name, hint }: TextBoxProps) {
  const { field, fieldState } = useController({ control: form.control, name })
  const isNumber = name === 'runLimitSeconds' || name === 'requestsPerMinute'
  return (
    <Field
      label={LABELS[name]()}
      isOptional
      inputMode={isNumber ? 'numeric' : 'text'}
      error={fieldState.error?.message}
      hint={hint}
      {...field}
    />
  )
}

function SignInChoice({ form }: { form: UseFormReturn<ConnectionForm> }) {
  const { field } = useController({ control: form.control, name: 'signIn' })
  return (
    <div>
      <Choices
        label={m.conn_sign_in()}
        value={field.value}
        options={(['bearer', 'api-key', 'none'] as const).map((value) => ({
          value,
          words: signInWords(value),
        }))}
        onChoose={field.onChange}
      />
      <p className="mt-1.5 text-xs text-fg-3">{signInHint(field.value)}</p>
    </div>
  )
}

function signInHint(signIn: ConnectionForm['signIn']): string {
  switch (signIn) {
    case 'bearer':
      return m.conn_sign_in_bearer_hint()
    case 'api-key':
      return m.conn_sign_in_api_key_hint()
    case 'none':
      return m.conn_sign_in_none_hint()
  }
}

function DeliveryChoice({ form }: { form: UseFormReturn<ConnectionForm> }) {
  const { field } = useController({ control: form.control, name: 'delivery' })
  return (
    <div>
      <Choices
        label={m.form_delivery()}
        value={field.value}
        options={(['automatic', 'streaming', 'polling'] as const).map((value) => ({
          value,
          words: deliveryWords(value),
        }))}
        onChoose={field.onChange}
      />
      {field.value === 'automatic' && (
        <p className="mt-1.5 text-xs text-fg-3">{m.form_delivery_automatic_hint()}</p>
      )}
    </div>
  )
}
