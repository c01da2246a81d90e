/** What each request about the app does. */
import type { appRoutes } from '../../../shared/contract/routes/app.ts'
import type { AppState } from '../../../shared/contract/app-state.ts'
import type { SettingsChange } from '../../../shared/domain/settings.ts'
import type { UpdateStep } from '../../../shared/domain/update.ts'
import type { HandlersOf } from '../router.ts'

/** What the app can do for its window, besides assistants and conversations. */
export interface AppRequests {
  state(): AppState
  canKeepKeys(): boolean
  openLink(url: string, isDoubtful?: boolean): Promise<boolean>
  dismissNotice(noticeId: string): void
  /** Does nothing where there are no updates. */
  update(step: UpdateStep): void
  changeSettings(change: SettingsChange): void
}

export const appHandlers = (app: AppRequests): HandlersOf<typeof appRoutes> => ({
  'app.state': () => app.state(),
  'app.canKeepKeys': () => app.canKeepKeys(),
  'app.openLink': async ({ url, isDoubtful }) => ({ isOpened: await app.openLink(url, isDoubtful) }),
  'app.dismissNotice': ({ noticeId }) => app.dismissNotice(noticeId),
  'app.update': ({ step }) => app.update(step),
  'settings.change': (change) => app.changeSettings(change),
})
