/** The short name of a server: its host, or the name of the one inside the app. */
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
