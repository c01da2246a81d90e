/** The technical side of a failure, line by line, for the assistant's developer. */
import { SEED_MESSAGES, type AppError } from '../errors.ts'
import { m } from './generated/messages.js'

export interface Detail {
  label: string
  value: string
}

/** The lines under an error that are folded away and copied. The seed's three messages stay to the letter in every language. */
export function details(error: AppError): Detail[] {
  const { technical = {} } = error
  const { method, path, host, status, code, requestId, runId, threadId, serverMessage } = technical
  const lines: [label: string, value: string | number | undefined][] = [
    [m.detail_message(), seedMessage(error)],
    [m.detail_kind(), error.kind],
    [m.detail_status(), status],
    [m.detail_code(), code],
    [m.detail_request(), [method, path].filter(Boolean).join(' ') || undefined],
    [m.detail_host(), host],
    [m.detail_request_id(), requestId],
    [m.detail_run(), runId],
    [m.detail_thread(), threadId],
    [m.detail_server(), serverMessage],
  ]
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: String(value) }]))
}

/** One line a detail, to paste somewhere else. */
export const detailsText = (error: AppError): string =>
  details(error)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')

function seedMessage(error: AppError): string | undefined {
  switch (error.kind) {
    case 'run-timeout':
      return SEED_MESSAGES.runTimeout
    case 'no-response':
      return SEED_MESSAGES.noResponse
    case 'invalid-fields':
      return error.fields.assistantId === 'required' ? SEED_MESSAGES.assistantIdRequired : undefined
    default:
      return undefined
  }
}
