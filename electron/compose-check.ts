/** Builds what checks connections: questions go out, and names are looked up, as for all other requests. */
import type { AppEvent } from '../shared/contract/events.ts'
import { createCheckService, type CheckService, type CheckWorld } from './assistants/check/check-service.ts'
import { probe } from './backends/assistants-v2/probe.ts'
import type { Clock } from './platform/clock.ts'
import { randomKey } from './platform/ids.ts'
import type { Sending } from './compose-sending.ts'

interface World {
  connections: CheckWorld['connections']
  sending: Pick<Sending, 'httpTo' | 'isProxied' | 'isKnown'>
  clock: Clock
  publish(event: AppEvent): void
}

export function composeCheck({ sending, ...world }: World): CheckService {
  return createCheckService({
    ...world,
    madeUp: randomKey,
    prober: {
      ask(server, question, signal) {
        // A check is asked for by hand and is over soon: it does not wait for its turn.
        const http = sending.httpTo({ ...server, requestsPerMinute: null })
        return probe(http, question, { signal, now: world.clock.now() })
      },
    },
    names: sending,
  })
}
