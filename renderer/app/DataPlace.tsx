/** Puts the data settings together with what was deleted, which another feature shows. */
import { RecentlyDeleted } from '../features/conversations/RecentlyDeleted.tsx'
import { DataSettings } from '../features/data/DataSettings.tsx'
import { exportConversations } from './data-actions.ts'
import type { Desk } from './desk-store.ts'

export function DataPlace({ desk }: { desk: Desk }) {
  return (
    <DataSettings onExportAll={() => exportConversations('all')}>
      <RecentlyDeleted assistants={[...desk.assistants, ...desk.formerAssistants]} />
    </DataSettings>
  )
}
