/** Which function calls are answered without asking, and what is remembered of the others. */
import { describe, expect, it } from 'vitest'
import type { FunctionMemory } from '../../shared/domain/assistant.ts'
import { answerAll, rememberLast, rememberWish } from './function-answers.ts'

const memory = (name: string, over: Partial<FunctionMemory> = {}): FunctionMemory => ({
  name,
  mode: 'ask',
  answer: '',
  last: null,
  ...over,
})
const call = (name: string, callId = name) => ({ callId, name, argumentsText: `{"of":"${callId}"}` })

describe('a batch', () => {
  const known = [
    memory('fixed', { mode: 'always', answer: '42' }),
    memory('echo', { mode: 'echo' }),
    memory('asks'),
  ]

  it('is answered whole: fixed answers as they are, echoes with the arguments', () => {
    expect(answerAll(known, [call('fixed'), call('echo'), call('fixed', 'again')])).toEqual([
      { callId: 'fixed', output: '42' },
      { callId: 'echo', output: '{"of":"echo"}' },
      { callId: 'again', output: '42' },
    ])
  })

  it.each([
    ['one of its functions asks', [call('fixed'), call('asks')]],
    ['one of its functions is new', [call('fixed'), call('new')]],
    ['one of its calls is no function', [call('fixed'), { ...call('echo'), isUnknownKind: true as const }]],
  ])('is for the person when %s', (_why, calls) => expect(answerAll(known, calls)).toBeNull())
})

describe('what is remembered', () => {
  it('is the last answer of each function, the newest function first', () => {
    const once = rememberLast([memory('a', { mode: 'echo' })], [{ name: 'b', output: '1' }])
    const twice = rememberLast(once, [
      { name: 'a', output: '2' },
      { name: 'b', output: '3' },
    ])
    expect(twice).toEqual([memory('b', { last: '3' }), memory('a', { mode: 'echo', last: '2' })])
  })

  it('is not an answer too long to keep', () => {
    const known = [memory('a', { last: 'short' })]
    expect(rememberLast(known, [{ name: 'a', output: 'x'.repeat(32_001) }])).toEqual(known)
  })

  it('is how to answer, with the last answer left as it was', () => {
    const wish = { name: 'a', mode: 'always', answer: '42' } as const
    expect(rememberWish([memory('a', { last: '41' })], wish)).toEqual([
      memory('a', { mode: 'always', answer: '42', last: '41' }),
    ])
  })

  it('never grows without end', () => {
    const many = Array.from({ length: 200 }, (_, at) => ({ name: `f${at}`, output: '1' }))
    const known = rememberLast([], many)
    expect(known).toHaveLength(128)
    expect(known[0]?.name).toBe('f199')
  })
})
