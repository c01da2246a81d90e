/** The Base URL, the line that says where requests go, and the yes that an unencrypted address asks for. */
import { useController, useWatch, type UseFormReturn } from 'react-hook-form'
import { DEFAULT_BASE_URL, readBaseUrl } from '../../../shared/domain/base-url.ts'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'
import { Field } from '../../ui/Field.tsx'
import { Tick } from '../../ui/Tick.tsx'
import { originOf } from './server-form.ts'

interface AddressFieldProps {
  form: UseFormReturn<ConnectionForm>
  /** Null for a new one. */
  connection: Connection | null
}

/** A yes belongs to one origin: another origin takes it back. */
export function AddressField({ form, connection }: AddressFieldProps) {
  const { field, fieldState } = useController({ control: form.control, name: 'baseUrl' })
  const change = (written: string) => {
    const [before, after] = [originOf(field.value), originOf(written)]
    field.onChange(written)
    if (before === after) return
    form.setValue('isKeyMoveAllowed', false)
    form.setValue('isUnencryptedAllowed', after !== null && after === connection?.unencryptedOrigin)
  }
  return (
    <div className="flex flex-col gap-3">
      <Field
        {...field}
        label={m.form_base_url()}
        placeholder={DEFAULT_BASE_URL}
        inputMode="url"
        error={fieldState.error?.message}
        hint={fieldState.error === undefined ? <WhereRequestsGo form={form} /> : undefined}
        onChange={(event) => change(event.target.value)}
      />
      <InClear form={form} />
    </div>
  )
}

const RETIRED_HOST = 'api.openai.com'

function WhereRequestsGo({ form: { control } }: { form: UseFormReturn<ConnectionForm> }) {
  const written = useWatch({ control, name: 'baseUrl' })
  const query = useWatch({ control, name: 'query' })
  const read = readBaseUrl(written)
  if (!read.ok) return <span>{fieldWords('baseUrl', read.problem)}</span>
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {m.form_base_url_live({ url: `${read.baseUrl}/threads${queryText([...read.query, ...query])}` })}
        {read.isPlainHttp && <Chip tone="warn">{m.form_plain_http()}</Chip>}
      </span>
      {read.host === RETIRED_HOST && <span className="mt-1 block text-warn">{m.form_default_retired()}</span>}
    </>
  )
}

function queryText(query: ConnectionForm['query']): string {
  const given = query.filter(({ name }) => name.trim() !== '')
  return given.length === 0
    ? ''
    : `?${given.map(({ name, value }) => `${name.trim()}=${value.trim()}`).join('&')}`
}

function InClear({ form }: { form: UseFormReturn<ConnectionForm> }) {
  const written = useWatch({ control: form.control, name: 'baseUrl' })
  const { field, fieldState } = useController({ control: form.control, name: 'isUnencryptedAllowed' })
  const read = readBaseUrl(written)
  if (!read.ok || !read.isPlainHttp || read.isLoopback) return null
  return (
    <div className="rounded-md border border-warn/40 bg-warn-soft px-3 py-2.5">
      <Tick
        words={m.conn_in_clear_yes({ host: read.host })}
        hint={m.conn_in_clear_hint()}
        isOn={field.value}
        onChange={field.onChange}
      />
      {fieldState.error !== undefined && (
        <p role="alert" className="mt-1.5 ps-6.5 text-xs text-bad">
          {fieldState.error.message}
        </p>
      )}
    </div>
  )
}
