/** Keeps with each run what its assistant was: what is known when it begins, and what the server says then. Never in the way of the run. */
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Publish } from './ports.ts'
import type { RunSnapshots } from './store-ports.ts'

interface World {
  snapshots: Pick<RunSnapshots, 'link' | 'snapshotOf'>
  /** What was last read of the conversation's assistant; null when nothing was. */
  known(conversationId: string): AssistantSnapshot | null
  /** Reads it again if that was long ago. Null when it need not or cannot be read. */
  readIfOld(conversationId: string): Promise<AssistantSnapshot | null>
  reportBug(thrown: unknown): void
}

/** Hears of every run that begins by listening to what is told of runs; tells it on at once and unchanged. */
export function withRunSnapshots(publish: Publish, world: World): Publish {
  /** The run noted last in each conversation: a run is told of many times. */
  const noted = new Map<string, string>()
  return (event) => {
    publish(event)
    if (event.type !== 'run-changed' || noted.get(event.conversationId) === event.run.id) return
    noted.set(event.conversationId, event.run.id)
    note(world, event.run).catch(world.reportBug)
  }
}

/** A run of an earlier life has its snapshot, or began when nothing was known: what is so now says nothing of it. */
async function note({ snapshots, known, readIfOld }: World, run: Run): Promise<void> {
  const { id, conversationId } = run
  if (isOver(run) || run.remoteId !== null || snapshots.snapshotOf(id) !== null) return
  const before = known(conversationId)
  if (before !== null) snapshots.link(id, before)
  const now = await readIfOld(conversationId)
  if (now !== null) snapshots.link(id, now)
}
