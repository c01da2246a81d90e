/** What a server means that does not take a file, or has it no longer. */
import type { AppError } from '../../../shared/errors.ts'
import type { Refusal } from '../exchange.ts'
import { readRefusal } from './read-refusal.ts'

const WRONG_TYPE =
  /extension|file (type|format)|unsupported (file|format|media)|mime|content[ -]type|not supported/i
const TOO_LARGE = /too large|maximum.{0,40}size|size limit|exceeds/i

/** Null when the status says it all: the key, the quota, a failure of the server. */
export function readUploadRefusal(refusal: Refusal, name: string): AppError | null {
  const known = readRefusal(refusal, {})
  if (known !== null && known.kind !== 'refused') return known
  const refused = (reason: Extract<AppError, { kind: 'upload-refused' }>['reason']): AppError => ({
    kind: 'upload-refused',
    name,
    reason,
  })
  switch (refusal.status) {
    case 404:
    case 405:
    case 410:
    case 501:
      return refused('no-files')
    case 413:
      return refused('too-large')
    case 415:
      return refused('wrong-type')
    case 400:
    case 409:
    case 422:
      if (TOO_LARGE.test(refusal.message)) return refused('too-large')
      return refused(WRONG_TYPE.test(refusal.message) ? 'wrong-type' : 'other')
    default:
      return null
  }
}

/** Null when the status says it all. */
export function readFileRefusal(refusal: Refusal): AppError | null {
  const known = readRefusal(refusal, {})
  const isMissing = refusal.status === 404 || refusal.status === 410
  return isMissing && known?.kind !== 'api-retired' ? { kind: 'remote-file-gone' } : known
}
