/** How answers look: error envelopes in the words of the original, and plain JSON. */
import type { ServerResponse } from 'node:http'

export interface ErrorDetails {
  type?: string
  code?: string | null
  param?: string | null
  headers?: Record<string, string>
}

/** A refusal on its way to the client. */
export class ApiError extends Error {
  readonly status: number
  readonly details: ErrorDetails
  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.details = details
  }
}

export type Reply =
  | { kind: 'json'; body: unknown; created?: boolean }
  | { kind: 'bytes'; bytes: Buffer; contentType: string }
  | { kind: 'stream'; open(response: ServerResponse): void }

export const json = (body: unknown): Reply => ({ kind: 'json', body })
export const created = (body: unknown): Reply => ({ kind: 'json', body, created: true })

export const envelope = ({ message, details }: ApiError) => ({
  error: {
    message,
    type: details.type ?? 'invalid_request_error',
    param: details.param ?? null,
    code: details.code ?? null,
  },
})

export const notFound = (noun: string, id: string) =>
  new ApiError(404, `No ${noun} found with id '${clip(id)}'.`)

export const badRequest = (message: string, param: string | null = null, code: string | null = null) =>
  new ApiError(400, message, { param, code })

export const serverError = () =>
  new ApiError(500, 'The server had an error while processing your request. Sorry about that!', {
    type: 'server_error',
  })

/** Strangers' words are repeated only as far as a person would read them. */
export const clip = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}...` : text)

/** The refused key as the original shows it: a hint for its owner, useless to a reader of the log. */
export const maskKey = (key: string) => (key.length < 12 ? '***' : `${key.slice(0, 3)}***${key.slice(-4)}`)
