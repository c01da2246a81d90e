/** Tells a run's life as server-sent events, until the run is over or waits for function outputs. */
import type { ServerResponse } from 'node:http'
import { recoloured } from './moods.ts'
import type { Emit } from './run-progress.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import { withoutContent } from './step-content.ts'
import type { World } from './world.ts'

/** An event that is told before the run itself moves. */
export interface OpeningEvent {
  event: string
  data: unknown
}

interface Told {
  thread: ThreadRecord
  record: RunRecord
  opening: OpeningEvent[]
}

/** The opening events are frozen here, at once: the objects in them go on changing. */
export function eventStream(world: World, { thread, record, opening }: Told) {
  const frameOf = (event: string, data: unknown) =>
    `event: ${event}\ndata: ${JSON.stringify(recoloured(told(data, record), world.moods()))}\n\n`
  const frozen = opening.map(({ event, data }) => frameOf(event, data))

  return (response: ServerResponse) => {
    response.setHeader('content-type', 'text/event-stream; charset=utf-8')
    response.setHeader('cache-control', 'no-cache')
    response.writeHead(200)
    response.write(frozen.join(''))
    let isBroken = false
    const listener: Emit = (event, data) => {
      if (isBroken || response.destroyed || response.writableEnded) return
      if (event === 'cut') {
        isBroken = true
        return breakConnection(response)
      }
      response.write(frameOf(event, data))
      if (ENDS.has(event)) response.end('event: done\ndata: [DONE]\n\n')
    }
    const stopListening = world.engine.listen(record, listener)
    response.on('close', stopListening)
    response.on('error', stopListening)
    world.engine.look(thread)
  }
}

const told = (data: unknown, { includesContent, steps }: RunRecord) => {
  const step = includesContent ? undefined : steps.find((candidate) => candidate === data)
  return step ? withoutContent(step) : data
}

const ENDS = new Set(
  ['requires_action', 'completed', 'failed', 'cancelled', 'expired', 'incomplete'].map(
    (status) => `thread.run.${status}`,
  ),
)

/** What was written gets out first; then the connection breaks without an end. */
function breakConnection(response: ServerResponse) {
  response.write(': cut\n\n', () => response.destroy())
}
