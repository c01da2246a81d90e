/** What is wrong with a field, in words. */
import { assertNever, type FieldName, type FieldProblem } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { RUN_LIMIT_SECONDS } from '../../../shared/domain/limits.ts'

/** The Assistant ID has its own sentence, which the seed names to the letter. */
export function fieldWords(field: FieldName, problem: FieldProblem): string {
  switch (problem) {
    case 'required':
      return field === 'assistantId' ? m.field_required_assistant() : m.field_required()
    case 'not-a-url':
      return m.field_not_a_url()
    case 'wrong-scheme':
      return m.field_wrong_scheme()
    case 'credentials-in-url':
      return m.field_credentials_in_url()
    case 'link-local':
      return m.field_link_local()
    case 'public-http':
      return m.field_public_http()
    case 'has-query':
      return m.field_has_query()
    case 'unsafe-characters':
      return m.field_unsafe_characters()
    case 'key-for-another-server':
      return m.field_key_for_another_server()
    case 'too-long':
      return m.field_too_long()
    case 'out-of-range':
      return m.field_out_of_range(RUN_LIMIT_SECONDS)
    default:
      return assertNever(problem)
  }
}
