/** Which rows a conversation is drawn in, and in which order. */
import { expect, it } from 'vitest'
import { answer, question, run } from '../../gallery/fixtures.ts'
import { latestRun, rowsOf } from './rows.ts'

const runs = { run1: run(), run2: run({ id: 'run2', messageId: 'q1', startedAt: Date.now() }) }

it('shows each turn under its question, in the order the turns began', () => {
  const messages = [
    question('q1', 1, 'Why?'),
    answer('a1', 2, 'Once'),
    answer('a2', 3, 'Again', { runId: 'run2' }),
  ]
  expect(rowsOf({ messages, runs }).map(({ key }) => key)).toEqual(['q1', 'run1', 'run2'])
})

it('shows a queued question below the turn that is under way, even when the answer is younger', () => {
  const messages = [
    question('q1', 1, 'Why?'),
    question('q2', 2, 'And?', { status: 'queued' }),
    answer('a1', 3, 'So'),
  ]
  expect(rowsOf({ messages, runs: { run1: run() } }).map(({ key }) => key)).toEqual(['q1', 'run1', 'q2'])
})

it('shows an answer whose question is on an earlier page', () => {
  const rows = rowsOf({ messages: [answer('a1', 2, 'So'), answer('a3', 3, 'too')], runs: { run1: run() } })
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ kind: 'turn', answers: [{ id: 'a1' }, { id: 'a3' }] })
})

it('shows an answer of a run nobody knows', () => {
  expect(rowsOf({ messages: [answer('a1', 2, 'So')], runs: {} })).toMatchObject([{ kind: 'turn', run: null }])
})

it('knows the run begun last', () => {
  expect(latestRun({ runs })?.id).toBe('run2')
  expect(latestRun({ runs: {} })).toBeNull()
})

it('marks where a new thread begins, before the question that is the first in it', () => {
  const messages = [question('q0', 1, 'Before'), question('q1', 2, 'Why?')]
  const lost = run({ threadId: 'thread_1' })
  const again = run({ id: 'run2', threadId: 'thread_2', isThreadNew: true, startedAt: lost.startedAt + 1 })
  const keys = (known: typeof again) =>
    rowsOf({ messages, runs: { run1: lost, run2: known } }).map(({ key }) => key)
  expect(keys(again)).toEqual(['q0', 'thread:q1', 'q1', 'run1', 'run2'])
  expect(keys({ ...again, threadId: null })).not.toContain('thread:q1')
})
