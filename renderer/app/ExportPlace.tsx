/** The export dialog over everything, while it is wanted. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { closeExport, exportStore } from './data-actions.ts'
import type { Desk } from './desk-store.ts'

const ExportDialog = lazy(async () => ({
  default: (await import('../features/data/ExportDialog.tsx')).ExportDialog,
}))

/** Fetched when first opened. */
export function ExportPlace({ desk }: { desk: Desk }) {
  const conversationIds = useStore(exportStore, (state) => state.conversationIds)
  if (conversationIds === null) return null
  const only = conversationIds === 'all' || conversationIds.length > 1 ? null : conversationIds[0]
  const title = desk.conversations.find(({ id }) => id === only)?.title
  return (
    <Suspense fallback={null}>
      <ExportDialog
        conversationIds={conversationIds}
        title={only === null ? null : title || m.conversation_untitled()}
        onClose={closeExport}
      />
    </Suspense>
  )
}
