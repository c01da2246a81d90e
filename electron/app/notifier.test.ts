/** Notices of the system follow the events of runs. */
import { expect, it } from 'vitest'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { m } from '../../shared/words/generated/messages.js'
import { createTestClock } from '../platform/test-clock.ts'
import { createNotifier, type SystemNotice } from './notifier.ts'

function listen({ title = 'Order 1042' }: { title?: string | null } = {}) {
  const clock = createTestClock()
  const shown: (SystemNotice & { conversationId: string })[] = []
  const circumstances = { isFocused: false }
  const hear = createNotifier({
    clock,
    isOn: () => true,
    isFocused: () => circumstances.isFocused,
    titleOf: () => title,
    show: (notice, conversationId) => shown.push({ ...notice, conversationId }),
  })
  const first = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, clock.now())
  const tell = (over: Partial<Run>) =>
    hear({ type: 'run-changed', conversationId: 'c1', revision: 1, run: { ...first, ...over } })
  tell({ state: 'running' })
  return { clock, shown, tell, circumstances }
}

const calls = [
  { callId: 'x', name: 'get_order', argumentsText: '{}' },
  { callId: 'y', name: 'get_order', argumentsText: '{}' },
]

it('says what became of a run, under the conversation’s title', () => {
  const { clock, shown, tell } = listen()
  clock.pass(5_000)
  tell({ state: 'completed', endedAt: clock.now() })
  expect(shown).toEqual([{ title: 'Order 1042', body: m.notify_answered(), conversationId: 'c1' }])
})

it('names a function that waits for an answer once', () => {
  const { clock, shown, tell } = listen()
  clock.pass(5_000)
  tell({ state: 'needs-results', calls })
  clock.pass(500)
  expect(shown.map(({ body }) => body)).toEqual([m.notify_needs_results({ names: 'get_order' })])
})

it('says nothing of calls that are answered by themselves', () => {
  const { clock, shown, tell } = listen()
  clock.pass(5_000)
  tell({ state: 'needs-results', calls })
  tell({ state: 'needs-results', calls, results: [{ callId: 'x', output: '1' }] })
  clock.pass(60_000)
  expect(shown).toEqual([])
})

it('says nothing when the person has come back to the window meanwhile', () => {
  const { clock, shown, tell, circumstances } = listen()
  clock.pass(5_000)
  tell({ state: 'needs-results', calls })
  circumstances.isFocused = true
  clock.pass(500)
  expect(shown).toEqual([])
})

it('says nothing of a conversation that is gone', () => {
  const { clock, shown, tell } = listen({ title: null })
  clock.pass(5_000)
  tell({ state: 'completed', endedAt: clock.now() })
  expect(shown).toEqual([])
})

it('finds a name for a conversation without a title', () => {
  const { clock, shown, tell } = listen({ title: '' })
  clock.pass(5_000)
  tell({ state: 'failed', endedAt: clock.now(), error: { kind: 'quota-exceeded' } })
  expect(shown).toMatchObject([{ title: m.conversation_untitled(), body: m.err_quota_exceeded_title() }])
})
