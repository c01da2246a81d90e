/** What each request about the app does. */
import type { appRoutes } from '../../../shared/contract/routes/app.ts'
import type { AppState } from '../../../shared/contract/app-state.ts'
import type { SettingsChange } from '../../../shared/domain/settings.ts'
import type { HandlersOf } from '../router.ts'

/** What the app can do for its window, besides assistants and conversations. */
export interface AppRequests {
  state(): AppState
  openLink(url: string): Promise<boolean>
  dismissNotice(noticeId: string): void
  changeSettings(change: SettingsChange): void
}

export const appHandlers = (app: AppRequests): HandlersOf<typeof appRoutes> => ({
  'app.state': () => app.state(),
  'app.openLink': async ({ url }) => ({ isOpened: await app.openLink(url) }),
  'app.dismissNotice': ({ noticeId }) => app.dismissNotice(noticeId),
  'settings.change': (change) => app.changeSettings(change),
})
