/** Requests about the app as a whole: its state, its settings, its notices. */
import { z } from 'zod'
import { settingsChangeSchema } from '../../domain/settings.ts'
import { UPDATE_STEPS } from '../../domain/update.ts'
import type { AppState } from '../app-state.ts'
import { id, route } from './route.ts'

export const appRoutes = {
  'app.state': route(z.void()).replies<AppState>(),
  /** False when this system has no keyring: keys then live for the session only. Asking may hold main up for some 100 ms. */
  'app.canKeepKeys': route(z.void()).replies<boolean>(),
  'app.openLink': route(
    z.strictObject({ url: z.string().max(8_000), isDoubtful: z.boolean().optional() }),
  ).replies<{ isOpened: boolean }>(),
  'app.dismissNotice': route(z.strictObject({ noticeId: id })).replies<void>(),
  'app.update': route(z.strictObject({ step: z.enum(UPDATE_STEPS) })).replies<void>(),
  'settings.change': route(settingsChangeSchema).replies<void>(),
}
