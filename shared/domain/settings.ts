/** What a person can set for the whole app. */
import { z } from 'zod'
import { RUN_LIMIT_SECONDS } from './limits.ts'
import { ZOOM } from './zoom.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export const LANGUAGES = ['system', 'en', 'zh-TW'] as const

const theme = z.enum(THEMES)
const language = z.enum(LANGUAGES)
const notifications = z.boolean()
const spelling = z.boolean()
const updates = z.boolean()
const zoomPercent = z.number().int().min(ZOOM.least).max(ZOOM.most)
const runLimitSeconds = z.number().int().min(RUN_LIMIT_SECONDS.least).max(RUN_LIMIT_SECONDS.most)

/** What is kept on disk; what a file of an older version lacks gets its default. */
export const settingsSchema = z.object({
  theme: theme.default('system'),
  language: language.default('system'),
  /** How long a run may take before the app asks whether to go on waiting, in seconds. */
  runLimitSeconds: runLimitSeconds.default(RUN_LIMIT_SECONDS.usual),
  /** Whether the system says so when a run ends behind the person's back. */
  notifications: notifications.default(true),
  /** Whether what is typed is looked through for spelling. Off until asked for: on Linux and Windows a dictionary is fetched then. */
  spelling: spelling.default(false),
  /** Whether newer versions are looked for. Off until a person says so; without an update server it means nothing. */
  updates: updates.default(false),
  /** How large the page is drawn, in per cent. */
  zoomPercent: zoomPercent.default(ZOOM.usual),
})

/** A change of some settings. Without defaults: what is not named stays as it is. */
export const settingsChangeSchema = z
  .strictObject({ theme, language, runLimitSeconds, notifications, spelling, updates, zoomPercent })
  .partial()

export type Settings = z.infer<typeof settingsSchema>
export type SettingsChange = z.infer<typeof settingsChangeSchema>
export type Theme = Settings['theme']

/** A language the words exist in. */
export type Locale = 'en' | 'zh-TW'

/** The language to show: the chosen one, else the first of the system's that we have, else English. */
export function pickLocale(chosen: Settings['language'], systemLanguages: readonly string[]): Locale {
  if (chosen !== 'system') return chosen
  const known = systemLanguages.find((tag) => /^(en|zh)\b/i.test(tag))
  return known !== undefined && /^zh\b/i.test(known) ? 'zh-TW' : 'en'
}
