/** Failures as data: their kind survives, and nothing that is thrown can make the telling fail. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertNever, Failure, SEED_MESSAGES, toAppError } from './errors.ts'

describe('a thrown value', () => {
  it('keeps its kind when it is a failure', () => {
    const error = { kind: 'rate-limited', retryAfterMs: 5 } as const
    expect(toAppError(new Failure(error))).toBe(error)
  })

  it('is a bug of ours when it is anything else, in at most 2,000 characters', () => {
    expect(toAppError(new TypeError('oops'))).toEqual({ kind: 'bug', technical: { serverMessage: 'oops' } })
    expect(toAppError('x'.repeat(9_999)).technical?.serverMessage).toHaveLength(2_000)
  })

  it('never makes the telling fail', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
        (thrown) => {
          expect(toAppError(thrown).kind).toBe('bug')
        },
      ),
    )
  })
})

it('three sentences stay to the letter', () => {
  expect(SEED_MESSAGES).toEqual({
    assistantIdRequired: 'OpenAI Assistant ID is required',
    runTimeout: 'Assistant run timeout',
    noResponse: 'No assistant response found',
  })
})

it('a case nobody handled is named', () => {
  expect(() => assertNever({ type: 'new' } as never)).toThrow('{"type":"new"}')
})
