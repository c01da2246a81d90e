/** Remembers what was asked and answered, so that a test can count what the server accepted. */
import type { IncomingMessage } from 'node:http'
import { isFields, parseFields } from './fields.ts'
import { addressOf } from './incoming.ts'
import type { Outcome } from './respond.ts'

export interface RecordedRequest {
  method: string
  path: string
  status: number
  /** What came as the key, right or wrong; null when nothing did. */
  givenKey: string | null
  /** metadata.client_msg_id of a POST, by which a client finds its own things again. */
  clientMsgId?: string
  /** IDs of what the request left on the server, even when its answer was an error. */
  left: string[]
}

const MOST_ENTRIES = 5_000

export function createRequestBook() {
  const entries: RecordedRequest[] = []
  const write = (incoming: IncomingMessage, { answer, left, body }: Outcome & { body?: Buffer }) => {
    const clientMsgId = body && clientMsgIdIn(body)
    entries.push({
      method: incoming.method ?? '',
      path: addressOf(incoming.url ?? '').path,
      status: answer.status,
      givenKey: keyIn(incoming),
      ...(clientMsgId === undefined ? {} : { clientMsgId }),
      left,
    })
    if (entries.length > MOST_ENTRIES) entries.shift()
  }
  return { entries, write }
}

const keyIn = ({ headers }: IncomingMessage): string | null =>
  /^Bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null

function clientMsgIdIn(body: Buffer): string | undefined {
  if (!body.includes('client_msg_id')) return undefined
  try {
    const { metadata } = parseFields(body)
    const id = isFields(metadata) ? metadata.client_msg_id : undefined
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
