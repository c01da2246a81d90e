/** What is wrong with a field, in words. */
import { ASSISTANT_LIMITS } from '../domain/limits.ts'
import type { FieldName, FieldProblem } from '../errors.ts'
import { m } from './generated/messages.js'
import { RUN_LIMIT_SECONDS } from '../domain/limits.ts'

type Words = (field: FieldName) => string

/** The Assistant ID has its own sentence, which the seed names to the letter. */
const WORDS: Readonly<Record<FieldProblem, Words>> = {
  required: (field) => (field === 'assistantId' ? m.field_required_assistant() : m.field_required()),
  'not-a-url': () => m.field_not_a_url(),
  'wrong-scheme': () => m.field_wrong_scheme(),
  'credentials-in-url': () => m.field_credentials_in_url(),
  'link-local': () => m.field_link_local(),
  'public-http': () => m.field_public_http(),
  'unsafe-characters': () => m.field_unsafe_characters(),
  'key-for-another-server': (field) =>
    field === 'headers' ? m.field_headers_for_another_server() : m.field_key_for_another_server(),
  'too-long': () => m.field_too_long(),
  'out-of-range': outOfRange,
  'needs-yes': () => m.field_needs_yes(),
  'secret-in-url': () => m.field_secret_in_url(),
  duplicate: () => m.field_duplicate(),
  'header-signs-in': () => m.field_header_signs_in(),
  'header-has-field': () => m.field_header_has_field(),
  'header-reserved': () => m.field_header_reserved(),
  'no-certificates': () => m.field_no_certificates(),
  'private-key': () => m.field_private_key(),
}

/** One or two sentences, as they stand below the field. */
export const fieldWords = (field: FieldName, problem: FieldProblem): string => WORDS[problem](field)

const REQUESTS_PER_MINUTE = { least: 1, most: 6_000 }

function outOfRange(field: FieldName): string {
  if (field === 'suggestions') return m.field_too_many_suggestions({ count: ASSISTANT_LIMITS.suggestions })
  return m.field_out_of_range(field === 'requestsPerMinute' ? REQUESTS_PER_MINUTE : RUN_LIMIT_SECONDS)
}
