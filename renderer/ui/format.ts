/** Numbers and times in the language of the window, with formatters made once for each language. */
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
const relative = cached((locale) => new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' }))
const day = cached((locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }))
const clock = cached((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const moment = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `12,500`. */
export const formatNumber = (value: number): string => number().format(value)

/** Seconds with one digit below ten, none above: `1.8`, `42`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  return seconds < 10 ? seconds.toFixed(1) : formatNumber(Math.round(seconds))
}

/** `14:05`. */
export const formatClock = (at: number): string => clock().format(at)

/** Day and time in full, for a tooltip. */
export const formatMoment = (at: number): string => moment().format(at)

/** How long ago in the shortest form: `now`, `18 min. ago`, `Nov 12`. */
export function formatAgo(at: number, now: number): string {
  const ago = Math.max(0, now - at)
  if (ago < MINUTE) return relative().format(0, 'second')
  if (ago < HOUR) return relative().format(-Math.floor(ago / MINUTE), 'minute')
  if (ago < DAY) return relative().format(-Math.floor(ago / HOUR), 'hour')
  return day().format(at)
}
