/** What belongs to the app as a whole: its settings as the window sees them, its notices, its language. */
import { app, nativeTheme } from 'electron'
import type { AppState, Notice } from '../../shared/contract/app-state.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { pickLocale, type Locale, type Settings, type SettingsChange } from '../../shared/domain/settings.ts'
import { setLocale } from '../../shared/words/generated/runtime.js'

interface World {
  settings: { read(): Settings; write(settings: Settings): void }
  notices: Notice[]
  publish(event: AppEvent): void
  canKeepKeys(): boolean
  listAssistants(): Pick<AppState, 'connections' | 'assistants' | 'formerAssistants'>
  listConversations(): Conversation[]
  /** Called when the language may have changed: menus must be made anew. */
  onLocale(): void
}

export function createDesk({ settings, publish, onLocale, ...world }: World) {
  let { notices } = world
  const locale = (): Locale => pickLocale(settings.read().language, app.getPreferredSystemLanguages())

  function applySettings() {
    nativeTheme.themeSource = settings.read().theme
    // The page reloads nothing: it hears of the change by event.
    void setLocale(locale(), { reload: false })
    onLocale()
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
      canKeepKeys: world.canKeepKeys(),
      appVersion: app.getVersion(),
      platform: process.platform,
    }),
    dismissNotice(noticeId: string) {
      notices = notices.filter(({ id }) => id !== noticeId)
    },
    changeSettings(change: SettingsChange) {
      const { theme, language, runLimitSeconds, notifications } = {
        ...settings.read(),
        ...withoutGaps(change),
      }
      settings.write({ theme, language, runLimitSeconds, notifications })
      applySettings()
      publish({ type: 'settings-changed', settings: settings.read(), locale: locale() })
    },
  }
}

/** A key that is there with nothing in it must not erase what is set. */
const withoutGaps = (change: SettingsChange): Partial<Settings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
