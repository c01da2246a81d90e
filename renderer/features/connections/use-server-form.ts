/** The form about a server: what is typed survives leaving it, errors of main stand beside their fields. */
import { useEffect } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import { serverDrafts, serverFormOf } from './server-form.ts'

/** Starts with what was typed under `key` before, else with the connection as it is. */
export function useServerForm(key: string, connection: Connection | null): UseFormReturn<ConnectionForm> {
  const form = useForm<ConnectionForm>({
    defaultValues: serverDrafts.of(key) ?? serverFormOf(connection),
    shouldFocusError: true,
  })
  useEffect(() => {
    const typing = form.watch(() => serverDrafts.keep(key, form.getValues()))
    return () => typing.unsubscribe()
  }, [form, key])
  return form
}

/** After saving: the secrets leave the window and nothing is left to keep. */
export function settleServerForm(key: string, form: UseFormReturn<ConnectionForm>): void {
  form.setValue('apiKey', '')
  form.setValue('isKeyMoveAllowed', false)
  form.setValue(
    'headers',
    form.getValues('headers').map(({ name }) => ({ name: name.trim(), value: '' })),
  )
  serverDrafts.drop(key)
}

/** Writes another content into the form, as if it had been typed. */
export function fillServerForm(form: UseFormReturn<ConnectionForm>, content: ConnectionForm): void {
  form.setValue('baseUrl', content.baseUrl)
  form.setValue('apiKey', content.apiKey)
  form.setValue('signIn', content.signIn)
  form.setValue('query', content.query)
  form.setValue('isUnencryptedAllowed', content.isUnencryptedAllowed)
}
