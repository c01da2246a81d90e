/** What each request about the data as a whole does. */
import type { dataRoutes } from '../../../shared/contract/routes/data.ts'
import type { DataOverview } from '../../../shared/domain/snapshot.ts'
import { Failure } from '../../../shared/errors.ts'
import type { DailySnapshots } from '../../data/daily-snapshots.ts'
import type { Exporting } from '../../data/exporting.ts'
import type { Restoring } from '../../data/restoring.ts'
import type { HandlersOf } from '../router.ts'

/** What the data as a whole is asked for. */
export interface DataRequests {
  overview(): Promise<DataOverview>
  /** @throws Failure `folder-not-opened` */
  openFolder(): Promise<void>
  quit(): void
}

export const dataHandlers = ({
  data,
  exporting,
  restoring,
  daily,
}: {
  data: DataRequests
  exporting: Exporting
  restoring: Restoring
  daily: DailySnapshots
}): HandlersOf<typeof dataRoutes> => ({
  'data.overview': () => data.overview(),
  'data.openFolder': () => data.openFolder(),
  'data.export': (input) => exporting.export(input),
  'data.stopWork': (input) => exporting.stop(input),
  'data.showExported': (input) => exporting.show(input),
  'data.makeSnapshot': () => daily.makeNow(),
  'data.previewSnapshot': (input) => restoring.preview(input),
  'data.restoreSnapshot': (input) => restoring.restore(input),
  'data.restoreConversation': (input) => restoring.restoreConversation(input),
  // Only where a newer version's store was found at the start, and then it is answered by electron/refusal.
  'data.beginBeside': () => {
    throw new Failure({ kind: 'invalid-request' })
  },
  'data.quit': () => data.quit(),
})
