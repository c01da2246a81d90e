/** The shown page of a conversation, in whatever order events come in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { ConversationPage, Message } from '../../../shared/domain/conversation.ts'
import { answer, conversation, page, question, run } from '../../gallery/fixtures.ts'
import {
  beginOpening,
  emptyChat,
  receive,
  receiveEarlier,
  receiveLater,
  receivePage,
  type Chat,
} from './pages.ts'

const opened = (one: ConversationPage): Chat => receivePage(emptyChat, one)

describe('the shown page', () => {
  it('takes the next change and ignores it the second time', () => {
    const change = changed(11, question('q1', 1, 'Hello'))
    const once = receive(opened(page([], [])), change)
    expect(once.pages['one']?.messages).toHaveLength(1)
    expect(receive(once, change)).toBe(once)
  })

  it('asks for the page again when a change is missing', () => {
    const chat = receive(opened(page([], [])), changed(13, question('q1', 1, 'Hello')))
    expect([...chat.stale]).toEqual(['one'])
    expect(chat.pages['one']?.messages).toEqual([])
  })

  it('keeps what happens while a page is on its way', () => {
    const asking = receive(beginOpening(emptyChat, 'one'), changed(11, question('q1', 1, 'Hello')))
    const chat = receivePage(asking, page([], []))
    expect(chat.pages['one']).toMatchObject({ revision: 11, messages: [{ id: 'q1' }] })
  })

  it('puts earlier messages before the first, once', () => {
    const first = opened(page([question('q2', 2, 'Two')], [], { hasEarlier: true }))
    const earlier = page([question('q1', 1, 'One'), question('q2', 2, 'Two')], [])
    const chat = receiveEarlier(first, earlier)
    expect(chat.pages['one']?.messages.map(({ id }) => id)).toEqual(['q1', 'q2'])
    expect(chat.pages['one']?.hasEarlier).toBe(false)
  })
})

describe('growing text', () => {
  const growing = answer('a1', 2, 'So', { status: 'growing' })
  const start = opened(page([growing], [run()]))

  it('appends what follows and ignores what is there already', () => {
    const chat = [grew(2, ', then'), grew(2, ', then'), grew(4, 'then it')].reduce<Chat>(receive, start)
    expect(chat.live['a1']).toEqual({ 0: 'So, then it' })
  })

  it('asks again when text is missing in between', () => {
    expect([...receive(start, grew(9, 'late')).stale]).toEqual(['one'])
  })

  it('gives way to the stored answer when that is whole', () => {
    const chat = [grew(2, ', then'), changed(11, answer('a1', 2, 'So, then.'))].reduce<Chat>(receive, start)
    expect(chat.live).toEqual({})
  })
})

describe('whatever order events come in', () => {
  it('ends, after asking again where asked to, in what main has', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: HISTORY.length - 1 }), { maxLength: 60 }), (order) => {
        const shuffled = order.flatMap((at) => HISTORY[at] ?? [])
        const chat = [...shuffled, ...HISTORY].reduce<Chat>(receive, opened(stateAfter(0)))
        const settled = chat.stale.size > 0 ? receivePage(chat, stateAfter(HISTORY.length)) : chat
        expect(settled.pages['one']).toEqual(opened(stateAfter(HISTORY.length)).pages['one'])
        expect(settled.live).toEqual({})
      }),
    )
  })

  it('survives a page that is older than what is shown', () => {
    fc.assert(
      fc.property(fc.nat({ max: HISTORY.length }), (age) => {
        const newest = HISTORY.reduce<Chat>(receive, opened(stateAfter(0)))
        expect(receivePage(newest, stateAfter(age)).pages['one']?.revision).toBe(
          stateAfter(HISTORY.length).revision,
        )
      }),
    )
  })
})

describe('away from the end', () => {
  const away = () =>
    opened(
      page([question('q5', 5, 'Five'), answer('a5', 6, 'Five.')], [run()], {
        hasEarlier: true,
        hasLater: true,
      }),
    )
  const ids = (chat: Chat) => chat.pages['one']?.messages.map(({ id }) => id)

  it('new messages and growing answers change nothing of what is read', () => {
    const chat = [
      changed(11, question('q9', 9, 'Nine')),
      changed(12, answer('a1', 10, '', { status: 'growing' })),
      grew(0, 'Because'),
    ].reduce<Chat>(receive, away())
    expect(ids(chat)).toEqual(['q5', 'a5'])
    expect(chat.pages['one']?.revision).toBe(12)
    expect([...chat.stale]).toEqual([])
    expect(chat.live).toEqual({})
  })

  it('a message that moves to the end goes out of sight', () => {
    expect(ids(receive(away(), changed(11, question('q5', 11, 'Five'))))).toEqual(['a5'])
  })

  it('later messages join up, and what happened meanwhile comes after them', () => {
    const asking = receive(beginOpening(away(), 'one'), changed(11, answer('a7', 8, 'Changed')))
    const later = page([question('q7', 7, 'Seven'), answer('a7', 8, 'Seven.')], [], { hasLater: false })
    const chat = receiveLater(asking, later)
    expect(ids(chat)).toEqual(['q5', 'a5', 'q7', 'a7'])
    expect(chat.pages['one']).toMatchObject({ hasEarlier: true, hasLater: false, revision: 11 })
    expect(chat.pages['one']?.messages.at(-1)).toMatchObject({ content: [{ text: 'Changed' }] })
    expect(chat.waiting).toEqual({})
  })

  it('a page that touches what is shown keeps it on both sides, one from elsewhere takes its place', () => {
    const around = page([question('q7', 7, 'Seven')], [], { hasEarlier: true, hasLater: true })
    expect(ids(receivePage(away(), around))).toEqual(['q5', 'a5', 'q7'])
    const elsewhere = page([question('q99', 99, 'Far')], [], { hasEarlier: true, hasLater: true })
    expect(ids(receivePage(away(), elsewhere))).toEqual(['q99'])
  })

  it('coming back shows what main has, whatever came in which order', () => {
    const start = () =>
      receivePage(emptyChat, { ...stateAfter(0), messages: [question('q0', -5, 'Long ago')], hasLater: true })
    fc.assert(
      fc.property(fc.array(fc.nat({ max: HISTORY.length - 1 }), { maxLength: 60 }), (order) => {
        const shuffled = order.flatMap((at) => HISTORY[at] ?? [])
        const chat = [...shuffled, ...HISTORY].reduce<Chat>(receive, start())
        expect(ids(chat)).toEqual(['q0'])
        const back = receivePage(beginOpening(chat, 'one'), stateAfter(HISTORY.length))
        expect(back.pages['one']).toEqual(opened(stateAfter(HISTORY.length)).pages['one'])
      }),
    )
  })

  it('scrolling back to the end does too, however the events fall around the page', () => {
    const start = () =>
      receivePage(emptyChat, { ...stateAfter(0), messages: [question('q0', 0, 'Before')], hasLater: true })
    fc.assert(
      fc.property(fc.nat({ max: HISTORY.length }), fc.nat({ max: HISTORY.length }), (asked, read) => {
        const [before, answered] = [Math.min(asked, read), Math.max(asked, read)]
        const asking = beginOpening(HISTORY.slice(0, before).reduce<Chat>(receive, start()), 'one')
        const waited = HISTORY.slice(before, answered).reduce<Chat>(receive, asking)
        const later = { ...stateAfter(answered), hasEarlier: true }
        const settled = HISTORY.slice(answered).reduce<Chat>(receive, receiveLater(waited, later))
        const whole = settled.stale.size > 0 ? receivePage(settled, stateAfter(HISTORY.length)) : settled
        const shown = whole.pages['one']?.messages.filter(({ id }) => id !== 'q0')
        expect(shown).toEqual(stateAfter(HISTORY.length).messages)
      }),
    )
  })
})

function changed(revision: number, message: Message): AppEvent {
  return { type: 'message-changed', conversationId: 'one', revision, message }
}

function grew(at: number, text: string): AppEvent {
  return { type: 'text-grew', conversationId: 'one', messageId: 'a1', part: 0, at, text }
}

const HISTORY: readonly AppEvent[] = [
  changed(11, question('q1', 1, 'Why?')),
  { type: 'run-changed', conversationId: 'one', revision: 12, run: run({ state: 'running' }) },
  changed(13, answer('a1', 2, '', { status: 'growing' })),
  grew(0, 'Because'),
  grew(7, ' of it'),
  changed(14, answer('a1', 2, 'Because of it.')),
  { type: 'run-changed', conversationId: 'one', revision: 15, run: run() },
  { type: 'conversation-changed', conversationId: 'one', revision: 16, conversation: conversation() },
  changed(17, question('q2', 3, 'Oh', { status: 'queued' })),
  { type: 'message-removed', conversationId: 'one', revision: 18, messageId: 'q2' },
]

/** Main's own page after so many events, told without the reducer. */
function stateAfter(count: number): ConversationPage {
  const messages = new Map<string, Message>()
  const runs = new Map<string, ReturnType<typeof run>>()
  let revision = 10
  for (const event of HISTORY.slice(0, count)) {
    if ('revision' in event) revision = event.revision
    if (event.type === 'message-changed') messages.set(event.message.id, event.message)
    if (event.type === 'message-removed') messages.delete(event.messageId)
    if (event.type === 'run-changed') runs.set(event.run.id, event.run)
  }
  return page([...messages.values()], [...runs.values()], { revision })
}
