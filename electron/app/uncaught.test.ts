/** What nobody caught is written down without secrets, and never ends the app. */
import { describe, expect, it } from 'vitest'
import { createLog } from '../platform/log.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createUncaught } from './uncaught.ts'

const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'

describe('what nobody caught', () => {
  it('is written down with where it came from and without the key, and told', () => {
    const { lines, told, take } = open()
    take(new Error(`refused with Bearer ${KEY}`), 'unhandledRejection')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('unhandledRejection')
    expect(lines[0]).toContain('uncaught.test.ts')
    expect(lines[0]).not.toContain('CANARY')
    expect(told).toHaveLength(1)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a symbol', Symbol('s')],
    ['an object without a prototype', Object.create(null)],
    [
      'an error whose words throw',
      Object.defineProperty(new Error('x'), 'stack', {
        get() {
          throw new Error('no')
        },
      }),
    ],
  ])('may be anything: %s', (_what, thrown) => {
    const { lines, take } = open()
    expect(() => take(thrown, 'uncaughtException')).not.toThrow()
    expect(lines).toHaveLength(1)
  })

  it('does not fill the disk when it comes again and again, and is written down again later', () => {
    const { lines, clock, take } = open()
    for (let time = 0; time < 10_000; time += 1) take(new Error('again'), 'uncaughtException')
    expect(lines).toHaveLength(50)
    clock.pass(60_000)
    take(new Error('again'), 'uncaughtException')
    expect(lines).toHaveLength(51)
  })

  it('does no harm where the log cannot be written and the window cannot be told', () => {
    const broken = () => {
      throw new Error('disk')
    }
    const take = createUncaught({ log: broken, clock: createTestClock(), tell: broken })
    expect(() => take(new Error('x'), 'uncaughtException')).not.toThrow()
  })
})

function open() {
  const lines: string[] = []
  const told: true[] = []
  const clock = createTestClock()
  const log = createLog(
    (_level, line) => lines.push(line),
    () => [KEY],
  )
  return { lines, told, clock, take: createUncaught({ log, clock, tell: () => void told.push(true) }) }
}
