/** Looks into snapshots and brings them back: what was here is kept first, and what happens happens whole or not at all. */
import type { Snapshot, SnapshotPreview } from '../../shared/domain/snapshot.ts'
import { Failure } from '../../shared/errors.ts'
import type { OpenedSnapshot, Publish, SnapshotShelf, Turns } from './ports.ts'

interface World {
  shelf: SnapshotShelf
  turns: Turns
  publish: Publish
}

export interface Restoring {
  /** @throws Failure `snapshot-unusable`, `storage-failed` */
  preview(wish: { snapshotId: string }): Promise<SnapshotPreview>
  /** The ID of the snapshot that undoes it. @throws Failure; then everything is as it was */
  restore(wish: { snapshotId: string }): Promise<{ undoId: string }>
  /** @throws Failure; then everything is as it was */
  restoreConversation(wish: { snapshotId: string; conversationId: string }): Promise<void>
}

export function createRestoring({ shelf, turns, publish }: World): Restoring {
  /** One at a time: they share a place for the copy they look into. */
  let last: Promise<unknown> = Promise.resolve()

  function withOpened<T>(snapshotId: string, work: (opened: OpenedSnapshot) => T | Promise<T>): Promise<T> {
    const next = last.then(async () => {
      const opened = await shelf.open(snapshotId)
      try {
        return await work(opened)
      } finally {
        opened.close()
      }
    })
    last = next.catch(() => undefined)
    return next
  }

  /** Runs are left alone meanwhile, and what is open afterwards is taken up. */
  function standingStill(work: () => void) {
    turns.close()
    try {
      work()
      publish({ type: 'history-restored' })
    } finally {
      turns.resume()
    }
  }

  return {
    preview: ({ snapshotId }) =>
      withOpened(snapshotId, (opened) => {
        const snapshot = shelf.list().find(({ id }) => id === snapshotId)
        if (snapshot === undefined) throw new Failure({ kind: 'snapshot-unusable', reason: 'gone' })
        return { snapshot, ...opened.compare() }
      }),
    restore: ({ snapshotId }) =>
      withOpened(snapshotId, async (opened) => {
        const before = await keepWhatIsHere(shelf, turns)
        standingStill(() => {
          opened.bringBackAssistants()
          opened.replaceAll()
        })
        return { undoId: before.id }
      }),
    restoreConversation: ({ snapshotId, conversationId }) =>
      withOpened(snapshotId, (opened) => {
        standingStill(() => {
          opened.bringBackAssistants()
          if (!opened.bringBack(conversationId))
            throw new Failure({ kind: 'not-found-here', what: 'conversation' })
        })
      }),
  }
}

/** More than once somebody hardly says something just then. */
const MOST_TRIES = 3

/**
 * No answer may come in between the copy of what is here and its end. Making it takes a while on a large history: what a
 * person said meanwhile must be in it too, or it would be in neither.
 */
async function keepWhatIsHere(shelf: SnapshotShelf, turns: Turns): Promise<Snapshot> {
  turns.close()
  try {
    for (let tries = 1; ; tries += 1) {
      const before = await shelf.make('before-restore')
      if (tries === MOST_TRIES || shelf.holdsAll(before.id)) return before
      shelf.drop(before.id)
    }
  } catch (thrown) {
    turns.resume()
    throw thrown
  }
}
