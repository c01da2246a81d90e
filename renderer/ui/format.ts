/** Numbers and times in the language of the window, with formatters made once for each language. */
import { m } from '../../shared/words/generated/messages.js'
import { getLocale } from '../../shared/words/generated/runtime.js'

const cached = <T>(make: (locale: string) => T): (() => T) => {
  const made = new Map<string, T>()
  return () => {
    const locale = getLocale()
    const formatter = made.get(locale) ?? make(locale)
    made.set(locale, formatter)
    return formatter
  }
}

const number = cached((locale) => new Intl.NumberFormat(locale))
const list = cached((locale) => new Intl.ListFormat(locale))
const relative = cached((locale) => new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' }))
const units = {
  minute: cached((locale) => unitFormat(locale, 'minute')),
  hour: cached((locale) => unitFormat(locale, 'hour')),
  day: cached((locale) => unitFormat(locale, 'day')),
}
const day = cached((locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }))
const clock = cached((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const clockSeconds = cached(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
)
const bytes = {
  kilobyte: cached((locale) => sizeFormat(locale, 'kilobyte')),
  megabyte: cached((locale) => sizeFormat(locale, 'megabyte')),
}
const moment = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)

const unitFormat = (locale: string, unit: 'minute' | 'hour' | 'day') =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' })

const sizeFormat = (locale: string, unit: string) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY

/** `12,500`. */
export const formatNumber = (value: number): string => number().format(value)

/** Seconds with one digit below ten, none above: `1.8`, `42`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  return seconds < 10 ? seconds.toFixed(1) : formatNumber(Math.round(seconds))
}

/** `14:05`. */
export const formatClock = (at: number): string => clock().format(at)

/** `14:05:09`. */
export const formatClockSeconds = (at: number): string => clockSeconds().format(at)

/** Day and time in full, for a tooltip. */
export const formatMoment = (at: number): string => moment().format(at)

/** How long ago in the shortest form: `now`, `18m`, `4d`, `Nov 12`. */
export function formatAgo(at: number, now: number): string {
  const ago = Math.max(0, now - at)
  if (ago < MINUTE) return relative().format(0, 'second')
  if (ago < HOUR) return units.minute().format(Math.floor(ago / MINUTE))
  if (ago < DAY) return units.hour().format(Math.floor(ago / HOUR))
  if (ago < WEEK) return units.day().format(Math.floor(ago / DAY))
  return day().format(at)
}

/** `a, b, and c`. */
export const formatList = (items: readonly string[]): string => list().format(items)

/** Sentences one after the other; Chinese puts no space between them. */
export const joinSentences = (...sentences: string[]): string =>
  sentences.filter((sentence) => sentence !== '').join(getLocale() === 'zh-TW' ? '' : ' ')

/** A name and what it stands for, with the colon of the language. */
export const named = (name: string, value: string): string =>
  `${name}${getLocale() === 'zh-TW' ? '：' : ': '}${value}`

/** `312 bytes`, `4.2 kB`. */
export function formatBytes(count: number): string {
  if (count < 1000) return m.size_bytes({ count })
  return count < 1_000_000
    ? bytes.kilobyte().format(count / 1000)
    : bytes.megabyte().format(count / 1_000_000)
}

/** JSON with line breaks where it is JSON, else as it came. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1)
  } catch {
    return text
  }
}
