/** Finds out whether a server that hung up on an unencrypted request expects encryption: many say nothing, they just break the connection. */
import type { LookupFunction } from 'node:net'
import { connect } from 'node:tls'
import { readBreakage } from './unreachable.ts'

const WITHIN_MS = 3000

export interface Asked {
  /** The address that was asked without encryption. */
  url: URL
  lookup: LookupFunction
  signal: AbortSignal
}

/** Greets the same port as TLS does, and hangs up at once: neither path nor key goes there. Never rejects. */
export function speaksTls({ url, lookup, signal }: Asked): Promise<boolean> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? 80 : Number(url.port)
  return new Promise((resolve) => {
    const socket = connect({ host, port, lookup, timeout: WITHIN_MS })
    const settle = (isTls: boolean) => {
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(isTls)
    }
    const giveUp = () => settle(false)
    signal.addEventListener('abort', giveUp, { once: true })
    socket.on('secureConnect', () => settle(true))
    socket.on('timeout', giveUp)
    socket.on('close', giveUp)
    // A certificate that would be refused is encryption all the same.
    socket.on('error', (error) => settle(isOfTls(error)))
    if (signal.aborted) giveUp()
  })
}

function isOfTls(error: Error): boolean {
  const { reason } = readBreakage(error)
  return reason.startsWith('tls') && reason !== 'tls-is-http'
}
