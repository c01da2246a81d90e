/** The settings over the whole window: sections and assistants at the left, one of them at the right. */
import { lazy, Suspense } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { say } from '../ui/toasts.ts'
import { closeSettings, newConversation, openSettings, practiceOffer } from './desk-actions.ts'
import type { Desk, SettingsSection } from './desk-store.ts'

const AssistantEditor = lazy(async () => ({
  default: (await import('../features/assistants/AssistantEditor.tsx')).AssistantEditor,
}))
const AssistantForm = lazy(async () => ({
  default: (await import('../features/assistants/AssistantForm.tsx')).AssistantForm,
}))
const SettingsNav = lazy(async () => ({
  default: (await import('../features/settings/SettingsNav.tsx')).SettingsNav,
}))
const GeneralSettings = lazy(async () => ({
  default: (await import('../features/settings/GeneralSettings.tsx')).GeneralSettings,
}))
const About = lazy(async () => ({ default: (await import('../features/settings/About.tsx')).About }))

interface SettingsPlaceProps {
  desk: Desk
  section: SettingsSection
}

/** Fetched when first opened. */
export function SettingsPlace({ desk, section }: SettingsPlaceProps) {
  return (
    <Suspense fallback={null}>
      <SettingsNav
        assistants={desk.assistants}
        current={typeof section === 'string' ? section : section.assistantId}
        onOpen={openSettings}
        onPractice={practiceOffer(desk)}
        onClose={closeSettings}
      />
      <main className="scroll min-w-0 flex-1 overflow-y-auto bg-bg px-8 pt-12 pb-12">
        <div className="mx-auto w-full max-w-[560px]">
          <Section desk={desk} section={section} />
        </div>
      </main>
    </Suspense>
  )
}

function Section({ desk, section }: SettingsPlaceProps) {
  if (section === 'general') return <GeneralSettings settings={desk.settings} />
  if (section === 'about') return <About {...desk} />
  if (section === 'new-assistant')
    return (
      <>
        <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.form_title_new()}</h1>
        <p className="mt-1 mb-6 text-sm text-fg-2">{m.form_intro()}</p>
        <AssistantForm
          assistant={null}
          connection={null}
          canKeepKeys={desk.canKeepKeys}
          onSaved={newConversation}
        />
      </>
    )
  const assistant = desk.assistants.find(({ id }) => id === section.assistantId)
  if (assistant === undefined) return <GeneralSettings settings={desk.settings} />
  return (
    <AssistantEditor
      key={assistant.id}
      assistant={assistant}
      connection={desk.connections.find(({ id }) => id === assistant.connectionId) ?? null}
      canKeepKeys={desk.canKeepKeys}
      onSaved={() => say({ title: m.form_saved(), lastsMs: 3000 })}
      onRemoved={() => openSettings('general')}
    />
  )
}
