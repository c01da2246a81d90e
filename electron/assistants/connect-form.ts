/** Judges the connect form before anything is sent anywhere: what it means, or what is wrong with which field. */
import { readBaseUrl, isPrivateHost, type BaseUrl } from '../../shared/domain/base-url.ts'
import type { ConnectForm } from '../../shared/domain/assistant.ts'
import type { FieldName, FieldProblem } from '../../shared/errors.ts'

/** What is known of the connection being edited: the origin its key was given for. */
export interface KnownKey {
  hasKey: boolean
  origin: string | null
}

export interface ReadForm {
  baseUrl: string
  origin: string
  /** Null keeps the key that is there. */
  key: string | null
  assistantId: string
  nickname: string
  delivery: ConnectForm['delivery']
}

export type FormVerdict =
  | { ok: true; form: ReadForm }
  | { ok: false; fields: Partial<Record<FieldName, FieldProblem>> }

const LONGEST_ID = 256
export const LONGEST_NICKNAME = 80
/** What an HTTP header may hold of a key (RFC 9110, 5.5, without spaces). */
const HEADER_SAFE = /^[\x21-\x7e]+$/

/** Never throws. All fields are judged, so that the person sees every problem at once. */
export function readConnectForm(form: ConnectForm, known: KnownKey): FormVerdict {
  const address = readBaseUrl(form.baseUrl)
  const key = cleanKey(form.apiKey)
  const assistantId = form.assistantId.trim()
  const nickname = form.nickname.trim()
  const fields = {
    ...problem('baseUrl', address.ok ? null : address.problem),
    ...problem('apiKey', keyProblem(key, address, known)),
    ...problem('assistantId', assistantIdProblem(assistantId)),
    ...problem('nickname', nickname.length > LONGEST_NICKNAME ? 'too-long' : null),
  }
  if (!address.ok || Object.keys(fields).length > 0) return { ok: false, fields }
  const { baseUrl, origin } = address
  return {
    ok: true,
    form: { baseUrl, origin, key: key === '' ? null : key, assistantId, nickname, delivery: form.delivery },
  }
}

const problem = (field: FieldName, found: FieldProblem | null): Partial<Record<FieldName, FieldProblem>> =>
  found === null ? {} : { [field]: found }

/** What gets copied along with a key: quotes, `Bearer`, a header's or variable's name. */
const COPIED_ALONG = [
  /^(export\s+)?[a-z_-]*(api[_-]?key|authorization)\s*[=:]\s*/i,
  /^["'`“”‘’「」]+|["'`“”‘’「」;,]+$/g,
  /^Bearer\s+/i,
]

/** They may be nested: `"Bearer 'sk-…'"`. */
function cleanKey(written: string): string {
  const clean = COPIED_ALONG.reduce((text, copied) => text.replace(copied, '').trim(), written.trim())
  return clean === written ? clean : cleanKey(clean)
}

function keyProblem(key: string, address: BaseUrl, { hasKey, origin }: KnownKey): FieldProblem | null {
  if (key !== '') return HEADER_SAFE.test(key) ? null : 'unsafe-characters'
  if (!address.ok) return null
  if (hasKey) return origin === address.origin ? null : 'key-for-another-server'
  // Servers of one's own house often check no key; anyone else's does.
  return isPrivateHost(hostname(address.host)) ? null : 'required'
}

const hostname = (host: string): string => host.replace(/:\d+$/, '')

function assistantIdProblem(assistantId: string): FieldProblem | null {
  if (assistantId === '') return 'required'
  if (assistantId.length > LONGEST_ID) return 'too-long'
  // Spaces, control and invisible characters, halves of characters: no ID has them, and some cannot be put into an address.
  return /[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(assistantId) ? 'unsafe-characters' : null
}
