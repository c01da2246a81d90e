/** What a person says about an assistant is understood or refused before anything is sent anywhere. */
import { describe, expect, it } from 'vitest'
import type { AssistantForm } from '../../shared/domain/assistant.ts'
import { readAssistantForm } from './assistant-form.ts'
import { assistantForm } from './test-assistants.ts'

const problemsOf = (over: Partial<AssistantForm>) => readAssistantForm(assistantForm(over)).problems

describe('an assistant ID', () => {
  it.each(['asst_1', ' asst_1 ', 'a', 'mein-Assistent', '助理', 'x'.repeat(256)])(
    'may be any a server gives: %j',
    (remoteId) => {
      const { form, problems } = readAssistantForm(assistantForm({ remoteId }))
      expect(problems).toEqual({})
      expect(form.remoteId).toBe(remoteId.trim())
    },
  )

  it.each([
    ['blank', '  ', 'required'],
    ['with a space', 'asst 1', 'unsafe-characters'],
    ['with a line end', 'asst\n1', 'unsafe-characters'],
    ['with a control character', 'asst\u0000', 'unsafe-characters'],
    ['with a character nobody sees', 'asst\u200b_1', 'unsafe-characters'],
    ['with half a character', 'asst\ud800', 'unsafe-characters'],
    ['that is long', 'x'.repeat(257), 'too-long'],
  ] as const)('%s is refused', (_why, remoteId, problem) => {
    expect(problemsOf({ remoteId })).toEqual({ assistantId: problem })
  })
})

describe('a nickname', () => {
  it('is taken without the spaces around it, and may be left out', () => {
    expect(readAssistantForm(assistantForm({ nickname: '  Shop ' })).form.nickname).toBe('Shop')
    expect(problemsOf({ nickname: '' })).toEqual({})
  })

  it('of 80 characters is the longest', () => {
    expect(problemsOf({ nickname: 'x'.repeat(80) })).toEqual({})
    expect(problemsOf({ nickname: 'x'.repeat(81) })).toEqual({ nickname: 'too-long' })
  })
})

describe('suggested questions', () => {
  it('are six at most, the empty ones not counted', () => {
    const six = ['1', '2', '3', '4', '5', '6']
    expect(readAssistantForm(assistantForm({ suggestions: ['', ...six, ' '] }))).toMatchObject({
      form: { suggestions: six },
      problems: {},
    })
    expect(problemsOf({ suggestions: [...six, '7'] })).toEqual({ suggestions: 'out-of-range' })
  })

  it('are each there once', () => {
    const { form } = readAssistantForm(assistantForm({ suggestions: ['Why?', ' Why?', 'How?'] }))
    expect(form.suggestions).toEqual(['Why?', 'How?'])
  })

  it('are 200 characters long at most', () => {
    expect(problemsOf({ suggestions: ['x'.repeat(200)] })).toEqual({})
    expect(problemsOf({ suggestions: ['x'.repeat(201)] })).toEqual({ suggestions: 'too-long' })
  })
})
