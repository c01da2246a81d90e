/** What the form about a server starts with, and what of it is told in one line while it is folded away. */
import { readBaseUrl } from '../../../shared/domain/base-url.ts'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { createDrafts } from '../../ui/form-drafts.ts'

/** Empty for a new server. Secrets are never in it: empty means "as kept". */
export const serverFormOf = (connection: Connection | null): ConnectionForm => ({
  name: connection?.name ?? '',
  baseUrl: connection?.baseUrl ?? '',
  apiKey: '',
  signIn: connection?.signIn ?? 'bearer',
  organization: connection?.organization ?? '',
  project: connection?.project ?? '',
  headers: (connection?.headers ?? []).map((name) => ({ name, value: '' })),
  query: connection?.query ?? [],
  delivery: connection?.delivery ?? 'automatic',
  runLimitSeconds: numberText(connection?.runLimitSeconds),
  requestsPerMinute: numberText(connection?.requestsPerMinute),
  certificates: connection?.certificates ?? null,
  isUnencryptedAllowed: connection !== null && connection.unencryptedOrigin !== null,
  isKeyMoveAllowed: false,
})

const numberText = (value: number | null | undefined): string => String(value ?? '')

/** Keys and the values of headers are secrets; a yes is given anew. */
export const withoutSecrets = (form: ConnectionForm): ConnectionForm => ({
  ...form,
  apiKey: '',
  headers: form.headers.map(({ name }) => ({ name, value: '' })),
  isKeyMoveAllowed: false,
})

/** What was typed about servers, by connection. */
export const serverDrafts = createDrafts<ConnectionForm>(withoutSecrets)

/** The origin an address leads to, or null while it is none. */
export function originOf(written: string): string | null {
  const read = readBaseUrl(written)
  return read.ok ? read.origin : null
}

/** What is set of all that is folded away. */
export function moreInWords(form: ConnectionForm): string {
  const { name, signIn, organization, project, headers, query, delivery, certificates } = form
  const named = [
    name.trim(),
    signIn === 'bearer' ? '' : signInWords(signIn),
    organization.trim() === '' ? '' : m.conn_organization(),
    project.trim() === '' ? '' : m.conn_project(),
    headers.length === 0 ? '' : m.conn_headers_count({ count: headers.length }),
    query.length === 0 ? '' : query.map((parameter) => parameter.name).join(', '),
    delivery === 'automatic' ? '' : deliveryWords(delivery),
    form.runLimitSeconds.trim() === '' ? '' : m.conn_run_limit(),
    form.requestsPerMinute.trim() === '' ? '' : m.conn_rate(),
    certificates === null ? '' : m.conn_certificates(),
  ]
  return named.filter((words) => words !== '').join(' · ')
}

/** How a key goes out, in a word or two. */
export function signInWords(signIn: ConnectionForm['signIn']): string {
  switch (signIn) {
    case 'bearer':
      return m.conn_sign_in_bearer()
    case 'api-key':
      return m.conn_sign_in_api_key()
    case 'none':
      return m.conn_sign_in_none()
  }
}

/** How answers come, in a word. */
export function deliveryWords(delivery: ConnectionForm['delivery']): string {
  switch (delivery) {
    case 'automatic':
      return m.form_delivery_automatic()
    case 'streaming':
      return m.form_delivery_streaming()
    case 'polling':
      return m.form_delivery_polling()
  }
}
