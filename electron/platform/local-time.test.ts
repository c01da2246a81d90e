/** Days as the computer's own zone has them, also when the zone changes while the app runs, and on days of 23 or 25 hours. */
import { afterEach, expect, it } from 'vitest'
import { localDay, localStamp } from './local-time.ts'

const before = process.env['TZ']

afterEach(() => {
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

it.each([
  ['Asia/Taipei', Date.UTC(2026, 10, 21, 16), '2026-11-22', '20261122-000000'],
  ['America/New_York', Date.UTC(2026, 10, 22, 4, 59, 59), '2026-11-21', '20261121-235959'],
  ['Pacific/Kiritimati', Date.UTC(2026, 10, 22, 10), '2026-11-23', '20261123-000000'],
  ['Pacific/Pago_Pago', Date.UTC(2026, 10, 22, 10), '2026-11-21', '20261121-230000'],
  // The clock goes back at 3 and ahead at 2: an hour comes twice, and one not at all.
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 30), '2026-10-25', '20261025-023000'],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 1, 30), '2026-10-25', '20261025-023000'],
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1, 0), '2026-03-29', '20260329-030000'],
])('in %s the moment %i is of the day %s', (zone, at, day, stamp) => {
  process.env['TZ'] = zone
  expect(localDay(at)).toBe(day)
  expect(localStamp(at)).toBe(stamp)
})
