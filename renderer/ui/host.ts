/** The short name of a server: its host, or the name of the one inside the app. */
import { isLoopbackHost } from '../../shared/domain/base-url.ts'
import { m } from '../../shared/words/generated/messages.js'

/** Falls back to what was written where it is no address. */
export function hostOf(server: { kind: 'server' | 'practice'; baseUrl: string } | null): string {
  if (server === null) return ''
  if (server.kind === 'practice') return m.practice_name()
  try {
    return new URL(server.baseUrl).host
  } catch {
    return server.baseUrl
  }
}

/** True where everything, the key too, crosses a network unencrypted. */
export function isSentInClear(server: { kind: 'server' | 'practice'; baseUrl: string } | null): boolean {
  if (server === null || server.kind === 'practice' || !URL.canParse(server.baseUrl)) return false
  const { protocol, hostname } = new URL(server.baseUrl)
  return protocol === 'http:' && !isLoopbackHost(hostname)
}
