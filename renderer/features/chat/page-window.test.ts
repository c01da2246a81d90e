/** How much of a long conversation is kept in the window. */
import { describe, expect, it } from 'vitest'
import { answer, page, question, run } from '../../gallery/fixtures.ts'
import { MOST_MESSAGES } from './page-window.ts'
import { emptyChat, receiveEarlier, receiveLater, receivePage, type Chat } from './pages.ts'
import { latestRun, rowsOf } from './rows.ts'

/** Questions with their answers at the positions from `first` on. */
function part(first: number, count: number) {
  const turns = Array.from({ length: count / 2 }, (_, at) => first + at * 2)
  return {
    messages: turns.flatMap((position) => [
      question(`q${position}`, position, 'Why?'),
      answer(`a${position}`, position + 1, 'So.', { runId: `r${position}` }),
    ]),
    runs: turns.map((position) =>
      run({ id: `r${position}`, messageId: `q${position}`, startedAt: position }),
    ),
  }
}

const paged = (first: number, count: number, over: Parameters<typeof page>[2]) => {
  const { messages, runs } = part(first, count)
  return page(messages, runs, over)
}
const shown = (chat: Chat) =>
  chat.pages['one'] ?? { messages: [], runs: {}, hasEarlier: false, hasLater: false }

describe('a reader who goes far', () => {
  const atEnd = receivePage(emptyChat, paged(9_800, 200, { hasEarlier: true }))
  const upwards = [9_600, 9_400, 9_200, 9_000, 8_800].reduce(
    (chat, first) => receiveEarlier(chat, paged(first, 200, { hasEarlier: true })),
    atEnd,
  )

  it('holds so many messages and no more, those around them', () => {
    const { messages, hasEarlier, hasLater } = shown(upwards)
    expect(messages).toHaveLength(MOST_MESSAGES)
    expect(messages[0]?.position).toBe(8_800)
    expect([hasEarlier, hasLater]).toEqual([true, true])
  })

  it('lets the runs go with their messages, but for the latest of all', () => {
    const { runs } = shown(upwards)
    expect(Object.keys(runs)).toHaveLength(MOST_MESSAGES / 2 + 1)
    expect(latestRun({ runs })?.id).toBe('r9998')
    expect(rowsOf(shown(upwards))).toHaveLength(MOST_MESSAGES)
  })

  it('gets what was let go on the way back, and nothing twice', () => {
    const back = [9_600, 9_800].reduce(
      (chat, first) => receiveLater(chat, paged(first, 200, { hasLater: first < 9_800 })),
      upwards,
    )
    const { messages, hasEarlier, hasLater } = shown(back)
    expect(messages.map(({ position }) => position)).toEqual(
      Array.from({ length: MOST_MESSAGES }, (_, at) => 9_200 + at),
    )
    expect([hasEarlier, hasLater]).toEqual([true, false])
  })
})
