/** An Http whose requests all say which run they are sent for, so that the inspector finds them again. */
import type { Http } from './exchange.ts'

export const sentFor = (ourRunId: string, http: Http): Http => ({
  json: (request, schema) => http.json({ ...request, ourRunId }, schema),
  stream: (request) => http.stream({ ...request, ourRunId }),
  bytes: (request) => http.bytes({ ...request, ourRunId }),
})
