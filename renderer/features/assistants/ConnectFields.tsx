/** The boxes of the connect form. */
import { ChevronRight } from 'lucide-react'
import { useController, useWatch, type Control } from 'react-hook-form'
import type { ConnectForm } from '../../../shared/domain/assistant.ts'
import { DEFAULT_BASE_URL, readBaseUrl } from '../../../shared/domain/base-url.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { fieldWords } from './field-words.ts'
import { KeyField } from './KeyField.tsx'

interface ConnectFieldsProps {
  control: Control<ConnectForm>
  connection: Connection | null
  canKeepKeys: boolean
}

type TextField = 'baseUrl' | 'assistantId' | 'nickname'

/** For the practice server only the nickname can be changed. */
export function ConnectFields({ control, connection, canKeepKeys }: ConnectFieldsProps) {
  if (connection?.kind === 'practice')
    return (
      <>
        <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">{m.form_practice_built_in()}</p>
        <TextBox control={control} name="assistantId" isReadOnly />
        <TextBox control={control} name="nickname" />
      </>
    )
  return (
    <>
      <BaseUrlBox control={control} />
      <KeyField control={control} connection={connection} canKeepKeys={canKeepKeys} />
      <TextBox control={control} name="assistantId" />
      <TextBox control={control} name="nickname" />
      <More control={control} />
    </>
  )
}

function BaseUrlBox({ control }: { control: Control<ConnectForm> }) {
  const { field, fieldState } = useController({ control, name: 'baseUrl' })
  return (
    <Field
      label={m.form_base_url()}
      placeholder={DEFAULT_BASE_URL}
      inputMode="url"
      error={fieldState.error?.message}
      hint={fieldState.error === undefined ? <WhereRequestsGo written={field.value} /> : undefined}
      {...field}
    />
  )
}

const RETIRED_HOST = 'api.openai.com'

function WhereRequestsGo({ written }: { written: string }) {
  const read = readBaseUrl(written)
  if (!read.ok) return <span>{fieldWords('baseUrl', read.problem)}</span>
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {m.form_base_url_live({ url: `${read.baseUrl}/threads` })}
        {read.isPlainHttp && <Chip tone="warn">{m.form_plain_http()}</Chip>}
      </span>
      {read.host === RETIRED_HOST && <span className="mt-1 block text-warn">{m.form_default_retired()}</span>}
    </>
  )
}

interface TextBoxProps {
  control: Control<ConnectForm>
  name: Exclude<TextField, 'baseUrl'>
  isReadOnly?: boolean
}

function TextBox({ control, name, isReadOnly = false }: TextBoxProps) {
  const { field, fieldState } = useController({ control, name })
  const isNickname = name === 'nickname'
  return (
    <Field
      label={isNickname ? m.form_nickname() : m.form_assistant_id()}
      hint={isNickname ? m.form_nickname_hint() : isReadOnly ? undefined : m.form_assistant_id_hint()}
      isOptional={isNickname}
      readOnly={isReadOnly}
      error={fieldState.error?.message}
      className={isNickname ? '' : 'font-mono text-xs'}
      {...field}
    />
  )
}

function More({ control }: { control: Control<ConnectForm> }) {
  const { field } = useController({ control, name: 'delivery' })
  const delivery = useWatch({ control, name: 'delivery' })
  return (
    <details className="group">
      <summary className="flex w-fit items-center gap-1.5 rounded-sm text-sm text-fg-2 select-none hover:text-fg">
        <ChevronRight
          size={15}
          aria-hidden
          className="transition-transform duration-150 group-open:rotate-90"
        />
        {m.form_more()}
      </summary>
      <div className="mt-3">
        <Choices
          label={m.form_delivery()}
          value={field.value}
          options={[
            { value: 'automatic', words: m.form_delivery_automatic() },
            { value: 'streaming', words: m.form_delivery_streaming() },
            { value: 'polling', words: m.form_delivery_polling() },
          ]}
          onChoose={field.onChange}
        />
        {delivery === 'automatic' && (
          <p className="mt-1.5 text-xs text-fg-3">{m.form_delivery_automatic_hint()}</p>
        )}
      </div>
    </details>
  )
}
