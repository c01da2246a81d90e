/** What a screen reader is told while a run goes on. */
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { answer, question, run } from '../../gallery/fixtures.ts'
import { heardSoFar, MOST_TOLD, newsSince, type Heard, type Shown } from './announcing.ts'

const asked = question('q1', 1, 'Why?')
const live = (over: Partial<Run> = {}) =>
  run({ state: 'running', rawStatus: 'in_progress', endedAt: null, ...over })
const growing = (text: string): Answer => answer('a1', 2, text, { status: 'growing' })
const shown = (over: Partial<Shown> = {}): Shown => ({
  run: null,
  messages: [asked],
  live: {},
  speaker: 'Guide',
  failure: null,
  ...over,
})
const nothingYet = heardSoFar(shown({ messages: [] }))

/** What is told as the screen goes through these. */
function tell(steps: readonly Shown[], from: Heard = nothingYet): string[] {
  let heard = from
  return steps.flatMap((step) => {
    const since = newsSince(heard, step)
    heard = since.heard
    return since.news
  })
}

describe('a listener is told', () => {
  it('the states, the answer sentence by sentence with who speaks, and the end, each once', () => {
    const preparing = shown({ run: live({ state: 'preparing', rawStatus: null }) })
    const begun = shown({ run: live(), messages: [asked, growing('')] })
    const grows = (text: string): Shown => ({ ...begun, live: { a1: { 0: text } } })
    const over = shown({ run: run(), messages: [asked, answer('a1', 2, 'One. Two. Three')] })
    const steps = [
      preparing,
      preparing,
      begun,
      grows('One'),
      grows('One. Tw'),
      grows('One. Two. T'),
      over,
      over,
    ]
    expect(tell(steps)).toEqual(['Sending', 'Running', 'Guide says: One.', 'Two.', 'Three', 'Done'])
  })

  it('the end of an answer also where the next run follows at once', () => {
    const grows = shown({ run: live(), messages: [asked, growing('One. Tw')] })
    const next = question('q2', 3, 'And?')
    const queued = shown({
      run: live({
        id: 'r2',
        messageId: 'q2',
        state: 'preparing',
        rawStatus: null,
        startedAt: run().startedAt + 1,
      }),
      messages: [asked, answer('a1', 2, 'One. Two.'), next],
    })
    expect(tell([grows, queued])).toEqual(['Running', 'Guide says: One.', 'Two.', 'Sending'])
  })

  it('that there is code, when it is whole', () => {
    const over = shown({ run: run(), messages: [asked, answer('a1', 2, 'So:\n\n```ts\nsecret()\n```')] })
    expect(tell([over])).toEqual(['Guide says: So:', 'Code block in ts, lines: 1.', 'Done'])
  })

  it('of a failure once its words are there, and not of the bare state beside it', () => {
    const failed = shown({
      run: run({ state: 'failed', error: { kind: 'unreachable', host: 'a.example', reason: 'refused' } }),
    })
    const failure = { title: 'Not reached.', why: 'Down.', todo: 'Try again.', actions: [] }
    const steps = [failed, { ...failed, failure }, failed, { ...failed, failure }]
    expect(tell(steps)).toEqual(['Not reached. Try again.'])
  })

  it('that a run takes long, while it goes on', () => {
    const failure = { title: 'It takes long.', why: '', todo: 'Wait or cancel.', actions: [] }
    const overdue = shown({ run: live({ isOverdue: true }), failure })
    expect(tell([shown({ run: live() }), overdue, overdue])).toEqual([
      'Running',
      'It takes long. Wait or cancel.',
    ])
  })

  it('to read on where an answer is very long', () => {
    const sentence = 'It goes on and on. '
    const over = shown({ run: run(), messages: [asked, answer('a1', 2, sentence.repeat(1_000))] })
    const news = tell([over])
    expect(news.join('').length).toBeLessThan(MOST_TOLD + 200)
    expect(news.slice(-2)).toEqual(['The rest of the answer is in the conversation.', 'Done'])
  })
})

describe('what is there already is not news', () => {
  const old = shown({ run: run(), messages: [asked, answer('a1', 2, 'Old.')] })

  it('when a conversation is opened', () => {
    expect(tell([old], heardSoFar(old))).toEqual([])
  })

  it('when an older part of it comes into view', () => {
    const older = shown({
      run: run({ id: 'run0', startedAt: 5 }),
      messages: [answer('a0', 0, 'Older.', { runId: 'run0' })],
    })
    expect(tell([older, old], heardSoFar(old))).toEqual([])
  })

  it('but a run that is on its way says where it stands, and goes on from there', () => {
    const before = shown({ run: live(), messages: [asked, growing('One. ')] })
    const after = { ...before, live: { a1: { 0: 'One. Two. T' } } }
    expect(tell([before, after], heardSoFar(before))).toEqual(['Running', 'Guide says: Two.'])
  })
})
