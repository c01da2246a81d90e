/** Settings: which language is shown, and changes that change only what they name. */
import { describe, expect, it } from 'vitest'
import { pickLocale, settingsChangeSchema, settingsSchema } from './settings.ts'

describe('the language shown', () => {
  it.each([
    ['zh-TW', ['en-US'], 'zh-TW'],
    ['en', ['zh-TW'], 'en'],
    ['system', ['zh-TW', 'en-US'], 'zh-TW'],
    ['system', ['zh-Hant-HK'], 'zh-TW'],
    ['system', ['zh'], 'zh-TW'],
    ['system', ['EN-GB', 'zh-TW'], 'en'],
    ['system', ['fr-FR', 'zh-TW', 'en'], 'zh-TW'],
    ['system', ['fr-FR', 'de'], 'en'],
    ['system', ['english', 'zhu'], 'en'],
    ['system', [], 'en'],
  ] as const)('is, when %s is chosen and the system has %j, %s', (chosen, system, locale) => {
    expect(pickLocale(chosen, system)).toBe(locale)
  })
})

describe('a change of settings', () => {
  it('has no defaults: what is not named is not changed', () => {
    expect(settingsChangeSchema.parse({})).toEqual({})
    expect(settingsChangeSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' })
  })

  it.each([
    { theme: 'blue' },
    { runLimitSeconds: 29 },
    { runLimitSeconds: 601 },
    { runLimitSeconds: 60.5 },
    { zoomPercent: 49 },
    { zoomPercent: 201 },
    { spelling: 'on' },
    { other: 1 },
  ])('is refused: %j', (change) => expect(settingsChangeSchema.safeParse(change).success).toBe(false))

  it('starts from the usual settings', () => {
    expect(settingsSchema.parse({})).toEqual({
      theme: 'system',
      language: 'system',
      runLimitSeconds: 300,
      notifications: true,
      spelling: false,
      updates: false,
      zoomPercent: 100,
    })
  })
})
