/** The settings over the whole window: sections, connections and assistants at the left, one of them at the right. */
import { ArrowLeft } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import type { ConnectStart } from '../features/connections/use-connect-form.ts'
import { Button } from '../ui/Button.tsx'
import { closeSettings, openSettings, practiceOffer } from './desk-actions.ts'
import { deskStore, type Desk, type SettingsSection } from './desk-store.ts'
import { useCanKeepKeys } from './use-can-keep-keys.ts'

const AssistantPlace = lazy(async () => ({
  default: (await import('./AssistantPlace.tsx')).AssistantPlace,
}))
const ConnectionPlace = lazy(async () => ({
  default: (await import('./ConnectionPlace.tsx')).ConnectionPlace,
}))
const ConnectPlace = lazy(async () => ({ default: (await import('./ConnectionPlace.tsx')).ConnectPlace }))
const SettingsNav = lazy(async () => ({
  default: (await import('../features/settings/SettingsNav.tsx')).SettingsNav,
}))
const GeneralSettings = lazy(async () => ({
  default: (await import('../features/settings/GeneralSettings.tsx')).GeneralSettings,
}))
const DataPlace = lazy(async () => ({ default: (await import('./DataPlace.tsx')).DataPlace }))
const About = lazy(async () => ({ default: (await import('../features/settings/About.tsx')).About }))

interface SettingsPlaceProps {
  desk: Desk
  section: SettingsSection
}

/** Fetched when first opened. */
export function SettingsPlace({ desk, section }: SettingsPlaceProps) {
  const reaches = useStore(deskStore, (state) => state.reaches)
  const [isListShown, setIsListShown] = useState(false)
  const current = currentIn(section)
  return (
    <Suspense fallback={null}>
      <SettingsNav
        connections={desk.connections}
        reaches={reaches}
        assistants={desk.assistants}
        current={current}
        isShown={isListShown}
        onOpen={(chosen) => {
          openSettings(chosen)
          setIsListShown(false)
        }}
        onPractice={practiceOffer(desk)}
        onClose={closeSettings}
      />
      {/* Each page begins at its top. What is hidden inside (radio buttons) is placed by it, or it would make the whole window scroll. */}
      <main
        key={current}
        className={`scroll relative min-w-0 flex-1 overflow-y-auto bg-bg px-8 pt-12 pb-12 max-[720px]:px-5 max-[720px]:pt-3 ${isListShown ? 'max-[720px]:hidden' : ''}`}
      >
        <div className="mx-auto w-full max-w-[560px]">
          <Button
            weight="quiet"
            className="-ms-2 mb-3 px-2 min-[721px]:hidden"
            onClick={() => setIsListShown(true)}
          >
            <ArrowLeft size={15} aria-hidden />
            {m.settings_sections_all()}
          </Button>
          <Section desk={desk} section={section} />
        </div>
      </main>
    </Suspense>
  )
}

/** The line at the left that is marked. */
function currentIn(section: SettingsSection): string {
  if (typeof section === 'string') return section
  if ('assistantId' in section) return section.assistantId
  return 'connectionId' in section ? section.connectionId : 'new-assistant'
}

const PLAIN: ConnectStart = { connectionId: null, copyOf: null, remoteId: '' }

function Section({ desk, section }: SettingsPlaceProps) {
  if (section === 'general') return <GeneralSettings {...desk} />
  if (section === 'data') return <DataPlace desk={desk} />
  if (section === 'about') return <AboutPlace desk={desk} />
  if (section === 'new-assistant') return <ConnectPlace desk={desk} start={PLAIN} />
  if (section === 'new-connection') return <ConnectionPlace desk={desk} connectionId={null} />
  if ('connect' in section) return <ConnectPlace desk={desk} start={section.connect} />
  if ('connectionId' in section && desk.connections.some(({ id }) => id === section.connectionId))
    return <ConnectionPlace desk={desk} connectionId={section.connectionId} />
  const assistant =
    'assistantId' in section ? desk.assistants.find(({ id }) => id === section.assistantId) : undefined
  if (assistant === undefined) return <GeneralSettings {...desk} />
  return <AssistantPlace key={assistant.id} desk={desk} assistant={assistant} />
}

const AboutPlace = ({ desk }: { desk: Desk }) => <About {...desk} canKeepKeys={useCanKeepKeys()} />
