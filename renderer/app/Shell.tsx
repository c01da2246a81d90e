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
import { ShortcutsPlace } from './ShortcutsPlace.tsx'
import { SidebarCover, useGivingWay } from './SidebarCover.tsx'
import { SidebarPlace, ThreadDialogPlace } from './SidebarPlace.tsx'
import { UpdatePlace } from './UpdatePlace.tsx'
import { useNarrow } from './use-narrow.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** Settings take the whole window; everything else has the sidebar beside it. */
export function Shell({ desk }: { desk: Desk }) {
  const place = useStore(deskStore, (state) => state.place)
  const narrow = useNarrow()
  useShortcuts()
  useGivingWay(narrow, place)
  return (
    <div className="flex h-full flex-col">
      <Notices notices={desk.notices} />
      <UpdatePlace update={desk.update} />
      <ThreadDialogPlace desk={desk} />
      <ExportPlace desk={desk} />
      <PalettePlace desk={desk} />
      <ShortcutsPlace platform={desk.platform} />
      <div className="relative flex min-h-0 flex-1">
        {place.at === 'settings' ? (
          <SettingsPlace desk={desk} section={place.section} />
        ) : (
          <WithSidebar desk={desk} place={place} narrow={narrow} />
        )}
      </div>
    </div>
  )
}

interface WithSidebarProps {
  desk: Desk
  place: Exclude<Place, { at: 'settings' }>
  narrow: boolean
}

function WithSidebar({ desk, place, narrow }: WithSidebarProps) {
  const isOpen = useStore(searchPlaces, ({ isSidebarOpen }) => isSidebarOpen)
  const isCovered = narrow && isOpen
  return (
    <>
      {isOpen && <SidebarPlace desk={desk} place={place} />}
      {isCovered && <SidebarCover />}
      <main inert={isCovered} className="relative min-w-0 flex-1 bg-bg">
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
