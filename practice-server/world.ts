/** What every part of the server shares: time, memory, the assistants and how this server is set up. */
import type { Cast } from './assistants/cast.ts'
import type { Clock, NewId } from './clock.ts'
import type { Moods } from './moods.ts'
import type { RunEngine } from './run-engine.ts'
import type { Store } from './store.ts'

export interface Settings {
  key: string
  speed: number
  streaming: boolean
  locksThreads: boolean
  /** How long a run may stay open, in milliseconds. */
  runLifetimeMs: number
}

export interface World {
  clock: Clock
  newId: NewId
  store: Store
  engine: RunEngine
  cast: Cast
  settings: Settings
  /** Read anew at every request: a test may change the mood of a running server. */
  moods(): Moods
}
