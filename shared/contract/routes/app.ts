/** Requests about the app as a whole: its state, its settings, its notices. */
import { z } from 'zod'
import { settingsChangeSchema } from '../../domain/settings.ts'
import type { AppState } from '../app-state.ts'
import { id, route } from './route.ts'

export const appRoutes = {
  'app.state': route(z.void()).replies<AppState>(),
  'app.openLink': route(z.strictObject({ url: z.string().max(8_000) })).replies<{ isOpened: boolean }>(),
  'app.dismissNotice': route(z.strictObject({ noticeId: id })).replies<void>(),
  'settings.change': route(settingsChangeSchema).replies<void>(),
}
