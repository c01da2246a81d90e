/** Answers with a run: as one JSON object, or as a stream of what happens to it. */
import { eventStream, type OpeningEvent } from './event-stream.ts'
import { created, type Reply } from './replies.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import type { World } from './world.ts'

interface Answer {
  thread: ThreadRecord
  record: RunRecord
  wantsStream: boolean
  opening: OpeningEvent[]
}

export function answerWithRun(world: World, { thread, record, wantsStream, opening }: Answer): Reply {
  if (wantsStream && world.settings.streaming) {
    return { kind: 'stream', open: eventStream(world, { thread, record, opening }) }
  }
  if (world.moods().terminalCreate) {
    record.speed = 0
    world.engine.look(thread)
  }
  return created(record.run)
}
