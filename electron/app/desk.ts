/** What belongs to the app as a whole: its settings as the window sees them, its notices, its language. */
import { app, nativeTheme } from 'electron'
import type { AppState, Notice } from '../../shared/contract/app-state.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { pickLocale, type Locale, type Settings, type SettingsChange } from '../../shared/domain/settings.ts'
import type { UpdateStep } from '../../shared/domain/update.ts'
import { setLocale } from '../../shared/words/generated/runtime.js'
import type { Updates } from './updates.ts'

interface World {
  settings: { read(): Settings; write(settings: Settings): void }
  notices: Notice[]
  publish(event: AppEvent): void
  canKeepKeys(): boolean
  listAssistants(): Pick<AppState, 'connections' | 'assistants' | 'formerAssistants'>
  listConversations(): Conversation[]
  updates: Pick<Updates, 'state' | 'act' | 'hearSettings'> | null
  /** Called at start and after each change: menus are made anew, and the window follows. */
  onSettings(settings: Settings): void
}

export function createDesk({ settings, publish, onSettings, ...world }: World) {
  let { notices } = world
  const locale = (): Locale => pickLocale(settings.read().language, app.getPreferredSystemLanguages())

  function applySettings() {
    nativeTheme.themeSource = settings.read().theme
    // The page reloads nothing: it hears of the change by event.
    void setLocale(locale(), { reload: false })
    onSettings(settings.read())
  }

  return {
    locale,
    applySettings,
    state: (): AppState => ({
      ...world.listAssistants(),
      settings: settings.read(),
      locale: locale(),
      conversations: world.listConversations(),
      notices,
      appVersion: app.getVersion(),
      update: world.updates?.state() ?? null,
      runtime: {
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
      },
      platform: process.platform,
    }),
    /** Said once, also to a page that is only being loaded. */
    tell(notice: Notice) {
      notices = [...notices.filter(({ id }) => id !== notice.id), notice]
      publish({ type: 'notice', notice })
    },
    canKeepKeys: world.canKeepKeys,
    dismissNotice(noticeId: string) {
      notices = notices.filter(({ id }) => id !== noticeId)
    },
    update(step: UpdateStep) {
      void world.updates?.act(step)
    },
    changeSettings(change: SettingsChange) {
      settings.write({ ...settings.read(), ...withoutGaps(change) })
      applySettings()
      world.updates?.hearSettings()
      publish({ type: 'settings-changed', settings: settings.read(), locale: locale() })
    },
  }
}

/** A key that is there with nothing in it must not erase what is set. */
const withoutGaps = (change: SettingsChange): Partial<Settings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
