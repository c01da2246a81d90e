/** Requests about the data as a whole: exporting it, its daily snapshots, its folder, and a store of a newer version. */
import { z } from 'zod'
import { EXPORT_FORMATS, type ExportOutcome } from '../../domain/export.ts'
import type { DataOverview, SnapshotPreview } from '../../domain/snapshot.ts'
import { id, route } from './route.ts'

const work = z.strictObject({ workId: z.uuid() })
const snapshot = z.strictObject({ snapshotId: id })

export const dataRoutes = {
  'data.overview': route(z.void()).replies<DataOverview>(),
  /** Opens the data folder in the system's own file browser. */
  'data.openFolder': route(z.void()).replies<void>(),
  /** Asks where to, then writes; `work-grew` tells how far it is. Null when the person thought better of it or stopped it. */
  'data.export': route(
    work.extend({
      conversationIds: z.union([z.literal('all'), z.array(id).min(1).max(10_000)]),
      format: z.enum(EXPORT_FORMATS),
    }),
  ).replies<ExportOutcome | null>(),
  'data.stopWork': route(work).replies<void>(),
  /** Shows in the system's file browser what an export of this life of the app has written. */
  'data.showExported': route(work).replies<void>(),
  'data.makeSnapshot': route(z.void()).replies<void>(),
  'data.previewSnapshot': route(snapshot).replies<SnapshotPreview>(),
  /** Puts the snapshot in the place of what is here, which is kept as a snapshot of its own: its ID is the reply. */
  'data.restoreSnapshot': route(snapshot).replies<{ undoId: string }>(),
  /** Brings back one conversation and leaves all others alone. */
  'data.restoreConversation': route(snapshot.extend({ conversationId: id })).replies<void>(),
  /** The store is a newer version's: goes on with an empty one beside it. */
  'data.beginBeside': route(z.void()).replies<void>(),
  'data.quit': route(z.void()).replies<void>(),
}
