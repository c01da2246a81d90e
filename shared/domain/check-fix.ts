/** What a check's buttons do to the form. Those that need the person (a list, a file, another key) change nothing here. */
import type { CheckFix } from './check.ts'
import type { ConnectionForm, QueryParameter } from './connection.ts'
import { tidyKey } from './key-text.ts'

/** What a check is about: the server's form and the assistant ID beside it, as typed. */
export interface Checked {
  form: ConnectionForm
  remoteId: string
}

/** Null where the person has to do it: pick from a list or a file, or write another key. */
export function mend({ form, remoteId }: Checked, fix: CheckFix): Checked | null {
  switch (fix.kind) {
    case 'base-url':
      return {
        form: { ...form, baseUrl: fix.baseUrl, query: (fix.query ?? []).reduce(withParameter, form.query) },
        remoteId,
      }
    case 'query':
      return { form: { ...form, query: withParameter(form.query, fix.parameter) }, remoteId }
    case 'trim-key':
      return { form: { ...form, apiKey: tidyKey(form.apiKey) }, remoteId }
    case 'sign-in':
      return { form: { ...form, signIn: fix.signIn }, remoteId }
    case 'trim-assistant':
      return { form, remoteId: fix.remoteId }
    case 'allow-unencrypted':
      return { form: { ...form, isUnencryptedAllowed: true }, remoteId }
    case 'replace-key':
    case 'pick-assistant':
    case 'pick-certificates':
      return null
  }
}

/** A parameter of that name is replaced: two of them would be two answers to one question. */
const withParameter = (query: QueryParameter[], parameter: QueryParameter): QueryParameter[] => [
  ...query.filter(({ name }) => name.toLowerCase() !== parameter.name.toLowerCase()),
  parameter,
]
