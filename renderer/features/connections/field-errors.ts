/** Puts what main says is wrong beside the fields it is about. */
import type { UseFormReturn } from 'react-hook-form'
import type { ConnectionForm } from '../../../shared/domain/connection.ts'
import type { AppError, FieldName } from '../../../shared/errors.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'

const SERVER_FIELDS = [
  'baseUrl',
  'apiKey',
  'name',
  'organization',
  'project',
  'headers',
  'query',
  'runLimitSeconds',
  'requestsPerMinute',
  'certificates',
] as const satisfies readonly (FieldName & keyof ConnectionForm)[]

/** True when the error was about fields of a server and is now shown beside them. */
export function showServerErrors(form: UseFormReturn<ConnectionForm>, error: AppError): boolean {
  if (error.kind !== 'invalid-fields') return false
  const wrong = SERVER_FIELDS.filter((field) => error.fields[field] !== undefined)
  for (const [at, field] of wrong.entries()) {
    const problem = error.fields[field]
    if (problem !== undefined)
      form.setError(field, { message: fieldWords(field, problem) }, { shouldFocus: at === 0 })
  }
  return wrong.length > 0
}
