/** What can be the ID of a thread: almost anything, but neither a key nor the ID of something else. */
import { describe, expect, it } from 'vitest'
import { threadIdProblem } from './thread-id.ts'

describe('what was pasted as the ID of a thread', () => {
  it.each([
    'thread_abc123',
    '  thread_abc123\n',
    '0b6c2a44-5b1e-4d2e-9b0e-0f3f3f0c9c11',
    '42',
    'my.thread',
    '討論串',
  ])('can be %j', (id) => expect(threadIdProblem(id)).toBeNull())

  it.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['.', 'empty'],
    ['..', 'empty'],
    ['thread_a thread_b', 'spaces'],
    ['thread_\u0000a', 'spaces'],
    ['x'.repeat(201), 'too-long'],
    ['asst_abc', 'not-a-thread'],
    ['run_abc', 'not-a-thread'],
    ['msg_abc', 'not-a-thread'],
    ['sk-proj-0123456789', 'key'],
    [' sk-0123456789 ', 'key'],
    ['Bearer sk-0123456789', 'key'],
  ] as const)('cannot be %j: %s', (id, problem) => expect(threadIdProblem(id)).toBe(problem))
})
