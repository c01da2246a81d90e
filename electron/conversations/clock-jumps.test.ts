/** The clock of the system is set back a day or ahead by ten years: order, limits and times stay what a person expects. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, quiet, underWay } from './test-chat.ts'

const DAY = 86_400_000
const BEGAN = Date.UTC(2026, 10, 22)
const JUMPS = [
  ['a day back', -DAY],
  ['ten years ahead', 3_652 * DAY],
] as const

describe.each(JUMPS)('with the clock set %s', (_what, jump) => {
  it('a run that was open goes on, is never cancelled for it, and has its whole limit at most', async () => {
    const chat = await restarted(jump)
    expect(chat.run()).toMatchObject({ state: 'running', isWatched: true, isOverdue: false })
    chat.clock.pass(300_000)
    expect(chat.run()).toMatchObject({ state: 'running', isOverdue: true })
    expect(chat.cancels).toEqual([])
  })

  it('nothing of a run happened before it began', async () => {
    const chat = await restarted(jump)
    await chat.last().say(...answered('There'))
    const { startedAt, endedAt } = chat.run()
    expect((endedAt ?? 0) - startedAt).toBeGreaterThanOrEqual(0)
  })

  it('what is said next stands after what was said before', async () => {
    const chat = await restarted(jump)
    await chat.last().say(...answered('There'))
    await chat.last().end()
    await chat.send('And then?')
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant complete: There', 'user sending: And then?'])
  })
})

/** The app begins a run, is closed, and started again with another clock. */
async function restarted(jump: number) {
  const before = createTestChat({ startsAt: BEGAN })
  before.begin()
  await before.send('Hello')
  await before.last().say(...underWay())
  before.turns.close()
  const chat = createTestChat({ store: before.store, startsAt: BEGAN + jump })
  chat.turns.resume()
  await quiet()
  return chat
}
