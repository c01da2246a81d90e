/** The layout: conversations at the left, the place where the person is at the right. */
import { PanelLeft } from 'lucide-react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { IconButton } from '../ui/Button.tsx'
import { deskStore, type Desk, type Place } from './desk-store.ts'
import { ExportPlace } from './ExportPlace.tsx'
import { InspectorPlace } from './InspectorPlace.tsx'
import { Main } from './Main.tsx'
import { Notices } from './Notices.tsx'
import { PalettePlace } from './PalettePlace.tsx'
import { searchPlaces, showSidebar } from './search-actions.ts'
import { SettingsPlace } from './SettingsPlace.tsx'
import { SidebarPlace, ThreadDialogPlace } from './SidebarPlace.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Settings take the whole window; everything else has the sidebar beside it. */
export function Shell({ desk }: { desk: Desk }) {
  const place = useStore(deskStore, (state) => state.place)
  useShortcuts()
  return (
    <div className="flex h-full flex-col">
      <Notices notices={desk.notices} />
      <ThreadDialogPlace desk={desk} />
      <ExportPlace desk={desk} />
      <PalettePlace desk={desk} />
      <div className="relative flex min-h-0 flex-1">
        {place.at === 'settings' ? (
          <SettingsPlace desk={desk} section={place.section} />
        ) : (
          <WithSidebar desk={desk} place={place} />
        )}
      </div>
    </div>
  )
}

function WithSidebar({ desk, place }: { desk: Desk; place: Exclude<Place, { at: 'settings' }> }) {
  const isOpen = useStore(searchPlaces, ({ isSidebarOpen }) => isSidebarOpen)
  return (
    <>
      {isOpen && <SidebarPlace desk={desk} place={place} />}
      <main className="relative min-w-0 flex-1 bg-bg">
        <IconButton
          label={isOpen ? m.sidebar_hide() : m.sidebar_show()}
          aria-expanded={isOpen}
          className="absolute start-3 top-2.5 z-10"
          onClick={() => showSidebar(!isOpen)}
        >
          <PanelLeft size={17} />
        </IconButton>
        <Main desk={desk} place={place} />
      </main>
      {place.at === 'conversation' && place.conversationId !== null && (
        <InspectorPlace conversationId={place.conversationId} />
      )}
    </>
  )
}
