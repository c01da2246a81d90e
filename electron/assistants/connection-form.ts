/** Judges what a person filled in about a server, before anything is sent anywhere: what it means, or what is wrong with which field. */
import { isPrivateHost, readBaseUrl, type BaseUrl } from '../../shared/domain/base-url.ts'
import type { ConnectionForm, QueryParameter, StoredConnection } from '../../shared/domain/connection.ts'
import { unwrapKey } from '../../shared/domain/key-text.ts'
import { RUN_LIMIT_SECONDS } from '../../shared/domain/limits.ts'
import type { FieldName, FieldProblem } from '../../shared/errors.ts'
import { readCertificates } from './certificates.ts'
import { headersProblem, queryProblem, writtenRows, type HeaderRow } from './header-fields.ts'

/** What is kept for the connection being changed. A secret belongs to the origin it was entered for. */
export interface KnownSecrets {
  hasKey: boolean
  /** Of the key; null when there is none. */
  origin: string | null
  /** Null when there is no value for that header. */
  originOfHeader(name: string): string | null
}

export const NOTHING_KNOWN: KnownSecrets = { hasKey: false, origin: null, originOfHeader: () => null }

/** What a form means: all of a connection but who it is, and what is to be kept in the keyring. */
export interface ReadConnection {
  settings: Omit<StoredConnection, 'id' | 'kind' | 'removedAt'>
  origin: string
  /** Null keeps the key that is there. */
  key: string | null
  /** An empty value keeps the one that is there. */
  headers: HeaderRow[]
}

export type ConnectionVerdict =
  | { ok: true; form: ReadConnection }
  | { ok: false; fields: Partial<Record<FieldName, FieldProblem>> }

const LONGEST_NAME = 80
const LONGEST_WORD = 256
const REQUESTS_PER_MINUTE = { least: 1, most: 6_000 }
/** What an HTTP header may hold of a key (RFC 9110, 5.5, without spaces). */
const HEADER_SAFE = /^[\x21-\x7e]+$/

/** Never throws. All fields are judged, so that the person sees every problem at once. */
export function readConnectionForm(form: ConnectionForm, known: KnownSecrets): ConnectionVerdict {
  const address = readBaseUrl(form.baseUrl)
  const key = unwrapKey(form.apiKey)
  const headers = writtenRows(form.headers)
  const query = withAdopted(writtenRows(form.query), address.ok ? address.query : [])
  const limit = readNumber(form.runLimitSeconds, RUN_LIMIT_SECONDS)
  const pace = readNumber(form.requestsPerMinute, REQUESTS_PER_MINUTE)
  const certificates = form.certificates === null ? null : readCertificates(form.certificates.pem)
  const name = form.name.trim()
  const fields = {
    ...problem('name', name.length > LONGEST_NAME ? 'too-long' : null),
    ...problem('baseUrl', addressProblem(address, form.isUnencryptedAllowed)),
    ...problem('apiKey', keyProblem({ key, form, address, known })),
    ...problem('organization', wordProblem(form.organization.trim())),
    ...problem('project', wordProblem(form.project.trim())),
    ...problem('headers', headersProblemOf(headers, { form, address, known })),
    ...problem('query', queryProblem(query)),
    ...problem('runLimitSeconds', limit === undefined ? 'out-of-range' : null),
    ...problem('requestsPerMinute', pace === undefined ? 'out-of-range' : null),
    ...problem('certificates', certificates?.ok === false ? certificates.problem : null),
  }
  if (!address.ok || Object.keys(fields).length > 0) return { ok: false, fields }
  const { baseUrl, origin, host, isPlainHttp, isLoopback } = address
  const settings = {
    name: name || host,
    baseUrl,
    query,
    delivery: form.delivery,
    signIn: form.signIn,
    organization: form.organization.trim(),
    project: form.project.trim(),
    headers: headers.map((row) => row.name),
    runLimitSeconds: limit ?? null,
    requestsPerMinute: pace ?? null,
    certificates:
      certificates?.ok === true
        ? { fileName: form.certificates?.fileName.slice(0, LONGEST_WORD) ?? '', pem: certificates.pem }
        : null,
    unencryptedOrigin: isPlainHttp && !isLoopback ? origin : null,
  }
  return { ok: true, form: { settings, origin, key: key === '' ? null : key, headers } }
}

const problem = (field: FieldName, found: FieldProblem | null): Partial<Record<FieldName, FieldProblem>> =>
  found === null ? {} : { [field]: found }

interface Judged {
  form: ConnectionForm
  address: BaseUrl
  known: KnownSecrets
}

/** Within this computer nothing can be listened to; everywhere else http is a choice of the person's. */
function addressProblem(address: BaseUrl, isUnencryptedAllowed: boolean): FieldProblem | null {
  if (!address.ok) return address.problem
  return address.isPlainHttp && !address.isLoopback && !isUnencryptedAllowed ? 'needs-yes' : null
}

function keyProblem({ key, form, address, known }: Judged & { key: string }): FieldProblem | null {
  if (key !== '') return HEADER_SAFE.test(key) ? null : 'unsafe-characters'
  if (!address.ok) return null
  if (known.hasKey)
    return known.origin === address.origin || form.isKeyMoveAllowed ? null : 'key-for-another-server'
  // Servers of one's own house often check no key; anyone else's does, unless the person says that it does not.
  return form.signIn === 'none' || isPrivateHost(hostname(address.host)) ? null : 'required'
}

const hostname = (host: string): string => host.replace(/:\d+$/, '')

function headersProblemOf(
  headers: readonly HeaderRow[],
  { form, address, known }: Judged,
): FieldProblem | null {
  const found = headersProblem(headers, (name) => known.originOfHeader(name) !== null)
  if (found !== null || !address.ok || form.isKeyMoveAllowed) return found
  const isElsewhere = ({ name, value }: HeaderRow) =>
    value === '' && known.originOfHeader(name) !== address.origin
  return headers.some(isElsewhere) ? 'key-for-another-server' : null
}

function wordProblem(word: string): FieldProblem | null {
  if (word.length > LONGEST_WORD) return 'too-long'
  return word === '' || HEADER_SAFE.test(word) ? null : 'unsafe-characters'
}

/** Null for an empty field, undefined for one that is no whole number within the bounds. */
function readNumber(
  written: string,
  { least, most }: { least: number; most: number },
): number | null | undefined {
  const text = written.normalize('NFKC').trim()
  if (text === '') return null
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

/** Parameters that stood in the pasted address; being newer, they win. */
const withAdopted = (
  rows: readonly QueryParameter[],
  pasted: readonly QueryParameter[],
): QueryParameter[] => [
  ...rows.filter(({ name }) => !pasted.some((parameter) => parameter.name === name)),
  ...pasted,
]

/** True when a connection is as a form wants it in what no server can tell; what the form leaves open may be anything. */
export const hasAllOf = (one: StoredConnection, wanted: ReadConnection['settings']): boolean =>
  [null, one.certificates?.pem].includes(wanted.certificates?.pem ?? null) &&
  [null, one.runLimitSeconds].includes(wanted.runLimitSeconds) &&
  [null, one.requestsPerMinute].includes(wanted.requestsPerMinute) &&
  ['automatic', one.delivery].includes(wanted.delivery)
