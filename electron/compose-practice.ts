/** Starts the practice server inside the app the first time it is needed, and keeps its threads over restarts. */
import { Failure } from '../shared/errors.ts'
import type { PracticeServer } from '../practice-server/server.ts'
import { systemClock as clock } from './platform/clock.ts'
import { randomKey } from './platform/ids.ts'
import type { Log } from './platform/log.ts'
import { practiceState } from './storage/practice-state.ts'

export interface Practice {
  /** Its address and key for as long as the app runs. @throws Failure `practice-unavailable` */
  address(): Promise<{ baseUrl: string; key: string }>
  /** The key, once the server runs. */
  secrets(): string[]
  close(): Promise<void>
}

export function composePractice(folder: string, log: Log): Practice {
  let starting: Promise<PracticeServer> | null = null
  let key: string | null = null

  const start = async () => {
    key = randomKey('practice-')
    try {
      const { startInside } = await import('./practice-inside.ts')
      return await startInside({
        key,
        stateFile: practiceState({ folder, log, now: () => clock.now() }),
        log: (line) => log('info', 'practice', line),
      })
    } catch (thrown) {
      starting = null
      throw new Failure(
        { kind: 'practice-unavailable', technical: { serverMessage: String(thrown) } },
        { cause: thrown },
      )
    }
  }

  return {
    async address() {
      starting ??= start()
      const { baseUrl, key: itsKey } = await starting
      return { baseUrl, key: itsKey }
    },
    secrets: () => (key === null ? [] : [key]),
    async close() {
      if (starting !== null) await (await starting).close()
    },
  }
}
