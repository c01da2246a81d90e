/** The journal stays small while steps grow. */
import { expect, it } from 'vitest'
import type { Step } from '../../shared/domain/step.ts'
import { JournalNotes } from './journal-notes.ts'

it('notes a step when it begins and when it ends, not while its code grows', () => {
  const notes = new JournalNotes()
  const told = ['', 'a', 'ab'].map((input) => notes.isWorthNoting('r1', steps(input, 'running')))
  expect(told).toEqual([true, false, false])
  expect(notes.isWorthNoting('r1', steps('abc', 'completed'))).toBe(true)
})

it('notes each run by itself, and everything that is no growing step', () => {
  const notes = new JournalNotes()
  expect(notes.isWorthNoting('r1', steps('', 'running'))).toBe(true)
  expect(notes.isWorthNoting('r2', steps('', 'running'))).toBe(true)
  expect([1, 2].map(() => notes.isWorthNoting('r1', { type: 'kept-waiting' }))).toEqual([true, true])
})

const steps = (input: string, state: Step['state']) => ({
  type: 'steps-changed' as const,
  steps: [
    {
      id: 's1',
      kind: 'tools' as const,
      state,
      tools: [{ kind: 'code' as const, input, outputs: [] }],
      error: null,
      startedAt: null,
      endedAt: null,
    },
  ],
})
