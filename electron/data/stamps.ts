/** Moments with their distance from UTC, in the zone of this computer. */
import type { Stamp } from '../../shared/domain/export.ts'

/** Writes milliseconds since the epoch as `2026-11-22T14:05:09.120+08:00`. */
export type WriteStamp = (at: number) => Stamp

/** `timeZone` as the IANA names it. */
export function createStamps(timeZone: string): WriteStamp {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  return (at) => {
    if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return ''
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
    const offset = part('timeZoneName').replace('GMT', '') || '+00:00'
    const thousandths = String((((at % 1000) + 1000) % 1000) | 0).padStart(3, '0')
    return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.${thousandths}${offset}`
  }
}

/** `2026-11-22 14:05:09 +08:00`, for people. */
export const readable = (stamp: Stamp): string => stamp.replace('T', ' ').replace(/\.\d{3}(?=[+-])/, ' ')
