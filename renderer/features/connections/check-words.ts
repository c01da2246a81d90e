/** The lines of a check and their buttons, in words. */
import type { CheckFix, CheckLine, CheckLineName, CheckNote } from '../../../shared/domain/check.ts'
import type { QueryParameter } from '../../../shared/domain/connection.ts'
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatSeconds, joinSentences } from '../../ui/format.ts'

const NAMES: Record<CheckLineName, () => string> = {
  address: m.check_name_address,
  secure: m.check_name_secure,
  server: m.check_name_server,
  path: m.check_name_path,
  key: m.check_name_key,
  assistant: m.check_name_assistant,
  protocol: m.check_name_protocol,
}

const WELL: Record<CheckLineName, (assistant: string) => string> = {
  address: () => m.check_ok_address(),
  secure: () => m.check_ok_secure(),
  server: () => m.check_ok_server(),
  path: () => m.check_ok_path(),
  key: () => m.check_ok_key(),
  assistant: (name) => m.check_ok_assistant({ name }),
  protocol: () => m.check_ok_protocol(),
}

const NOTES: Record<CheckNote, () => string> = {
  'not-encrypted': m.check_note_not_encrypted,
  'own-certificates': m.check_note_own_certificates,
  'through-proxy': m.check_note_through_proxy,
  'path-unproven': m.check_note_path_unproven,
  'keys-not-checked': m.check_note_keys_not_checked,
  'no-key-needed': m.check_note_no_key_needed,
  'threads-unproven': m.check_note_threads_unproven,
  'azure-agents': m.check_note_azure_agents,
}

export const lineName = (name: CheckLineName): string => NAMES[name]()

/** What came of a line, in a few words; a failure's title. `assistant` is the name the server gives it. */
export function lineWords(line: CheckLine, assistant: string | null): string {
  switch (line.state) {
    case 'waiting':
      return m.check_waiting()
    case 'running':
      return m.check_running()
    case 'skipped':
      return m.check_skipped()
    case 'ok':
      return WELL[line.name](assistant ?? m.form_check_unnamed())
    case 'note':
      return line.note === null ? '' : NOTES[line.note]()
    case 'failed':
      return line.error === null ? '' : troubleOf(line.error).title
  }
}

/** Why a line failed; what to do follows where no button does it. */
export function lineReason({ error, fixes }: CheckLine): string {
  if (error === null) return ''
  const { why, todo } = troubleOf(error)
  return joinSentences(why, fixes.length === 0 ? todo : '')
}

/** What is wrong with a field has better words than that something is. */
function troubleOf(error: AppError): { title: string; why: string; todo: string } {
  const { title, why, todo } = explain(error)
  if (error.kind !== 'invalid-fields') return { title, why, todo }
  const { baseUrl, apiKey } = error.fields
  if (baseUrl !== undefined) return { title: fieldWords('baseUrl', baseUrl), why: '', todo: '' }
  if (apiKey !== undefined) return { title: fieldWords('apiKey', apiKey), why: '', todo: '' }
  return { title, why, todo }
}

/** How long a line took. */
export const timeWords = (ms: number): string =>
  ms < 1000 ? m.check_ms({ ms }) : m.check_seconds({ seconds: formatSeconds(ms) })

/** The name of a button that mends something. */
export function fixWords(fix: CheckFix): string {
  switch (fix.kind) {
    case 'base-url':
      return m.check_fix_use({ value: `${fix.baseUrl}${queryText(fix.query ?? [])}` })
    case 'trim-key':
      return m.check_fix_trim_key()
    case 'replace-key':
      return m.check_fix_replace_key()
    case 'sign-in':
      return SIGN_INS[fix.signIn]()
    case 'query':
      return m.check_fix_query({ parameter: parameterText(fix.parameter) })
    case 'pick-assistant':
      return m.check_fix_pick_assistant()
    case 'trim-assistant':
      return m.check_fix_use({ value: fix.remoteId })
    case 'pick-certificates':
      return m.check_fix_pick_certificates()
    case 'allow-unencrypted':
      return m.check_fix_allow_unencrypted()
  }
}

const SIGN_INS = {
  bearer: m.check_fix_sign_in_bearer,
  'api-key': m.check_fix_sign_in_api_key,
  none: m.check_fix_sign_in_none,
}

const parameterText = ({ name, value }: QueryParameter): string => `${name}=${value}`
const queryText = (query: readonly QueryParameter[]): string =>
  query.length === 0 ? '' : `?${query.map(parameterText).join('&')}`

/** The whole check in a sentence, once it is over. */
export function verdictWords(lines: readonly CheckLine[], isStopped: boolean): string {
  if (isStopped) return m.check_stopped()
  if (lines.some(({ state }) => state === 'failed')) return m.check_trouble()
  return lines.some(({ state }) => state === 'note') ? m.check_mind() : m.check_all_well()
}
