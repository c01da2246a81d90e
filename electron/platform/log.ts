/** Structured log lines with secrets taken out. Where they go is decided by compose. */
import { redact } from './redact.ts'

export type Level = 'debug' | 'info' | 'warn' | 'error'

export interface Log {
  (level: Level, room: string, event: string, facts?: Record<string, unknown>): void
}

/** A log that writes one JSON line an event to `write`, redacted with the secrets known at that moment. Never throws. */
export const createLog =
  (write: (level: Level, line: string) => void, secrets: () => readonly string[] = () => []): Log =>
  (level, ...about) =>
    write(level, redact(toLine(...about), secrets()))

function toLine(room: string, event: string, facts: Record<string, unknown> = {}): string {
  try {
    return JSON.stringify({ room, event, ...facts })
  } catch (thrown) {
    return JSON.stringify({ room, event, unprintable: String(thrown) })
  }
}

export const silentLog: Log = () => undefined
