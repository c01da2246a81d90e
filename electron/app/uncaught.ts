/** What nobody caught in main: written down without secrets and told once. The app goes on, for what matters is on disk already. */
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

interface World {
  log: Log
  clock: Pick<Clock, 'elapsed'>
  /** Tells the person, in words. */
  tell(): void
}

/** An error that comes again and again must not fill the disk. */
const MOST_LINES = 50
const LINES_COUNT_MS = 60_000

/** Takes what was thrown. Never throws itself: there is nobody left to catch it. */
export function createUncaught({ log, clock, tell }: World): (thrown: unknown, origin: string) => void {
  let lines: number[] = []
  return (thrown, origin) => {
    try {
      const at = clock.elapsed()
      lines = lines.filter((line) => at - line < LINES_COUNT_MS)
      if (lines.length >= MOST_LINES) return
      lines.push(at)
      log('error', 'main', 'nobody caught', { origin, error: wordsOf(thrown) })
      tell()
    } catch {
      // A log that cannot be written: what failed stays unsaid, and the app stays up.
    }
  }
}

function wordsOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown)
  } catch {
    // What is thrown may be anything, also something that cannot be put into words.
    return 'something without words'
  }
}

type Take = (thrown: unknown, origin: string) => void

/** Until the log is open the terminal hears of it. */
let take: Take = (thrown, origin) => console.error(origin, wordsOf(thrown))

/** Call first of all. Without it Electron would show a stack trace in a box of its own. */
export function catchEverything(): void {
  process.on('uncaughtException', (thrown, origin) => take(thrown, origin))
  process.on('unhandledRejection', (thrown) => take(thrown, 'unhandledRejection'))
  // A stream of the terminal that is gone would otherwise throw at each line.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

/** From now on uncaught errors go there. */
export function handOverUncaught(to: Take): void {
  take = to
}
