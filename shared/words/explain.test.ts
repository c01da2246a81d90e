/** What each failure is told in. */
import { afterEach, describe, expect, it } from 'vitest'
import { SEED_MESSAGES, type AppError } from '../errors.ts'
import { details, detailsText } from './explain-details.ts'
import { explain } from './explain.ts'
import { locales, setLocale, type Locale } from './generated/runtime.js'
import { EXAMPLES } from './test-failures.ts'

const LANGUAGES = locales
const LETTERS: Record<Locale, RegExp> = { en: /[a-z]/, 'zh-TW': /[\u4e00-\u9fff]/ }

const ALL: AppError[] = Object.values(EXAMPLES).flat()

afterEach(() => void setLocale('en', { reload: false }))

describe.each(LANGUAGES)('every failure in %s', (language) => {
  it.each(ALL.map((error) => [error.kind, error] as const))(
    '%s says what happened, why and what to do',
    (_kind, error) => {
      void setLocale(language, { reload: false })
      const { title, why, todo, actions } = explain(error)
      for (const sentence of [title, why, todo]) {
        expect(sentence.trim()).not.toBe('')
        expect(sentence).not.toMatch(/undefined|null|\{|err_/)
        expect(sentence).toMatch(LETTERS[language])
      }
      expect(actions.length).toBeLessThanOrEqual(2)
    },
  )
})

it('has its own sentence for each way a server can be out of reach', () => {
  const sentences = EXAMPLES.unreachable.map((error) => explain(error).todo)
  expect(new Set(sentences).size).toBe(sentences.length)
})

it('proposes the other form of the path', () => {
  const [withVersion, without] = EXAMPLES['wrong-path'].map((error) => explain(error).todo)
  expect(withVersion).toContain('without /v1')
  expect(without).toContain('with /v1')
})

it('says when OpenAI shut the API down and what still speaks it', () => {
  const { why, todo } = explain({ kind: 'api-retired', host: 'api.openai.com' })
  expect(why).toContain('2026-08-26')
  expect(todo).toContain('2027-03-31')
})

it.each(LANGUAGES)('keeps the three messages of the seed to the letter in the details (%s)', (language) => {
  void setLocale(language, { reload: false })
  const valuesOf = (error: AppError) => details(error).map(({ value }) => value)
  expect(valuesOf({ kind: 'run-timeout', afterMs: 300_000 })).toContain(SEED_MESSAGES.runTimeout)
  expect(valuesOf({ kind: 'no-response' })).toContain(SEED_MESSAGES.noResponse)
  expect(valuesOf({ kind: 'invalid-fields', fields: { assistantId: 'required' } })).toContain(
    SEED_MESSAGES.assistantIdRequired,
  )
})

it('copies every technical detail', () => {
  const technical = {
    method: 'POST',
    path: '/v1/threads',
    host: 'a.example',
    status: 500,
    requestId: 'req_1',
    serverMessage: 'Oh no',
    code: 'server_error',
    threadId: 'thread_1',
    runId: 'run_1',
  }
  const text = detailsText({ kind: 'server-failed', status: 500, technical })
  for (const value of Object.values(technical)) expect(text).toContain(String(value))
})

it('does not advise to ask again first where a run failed for want of credit', () => {
  const technical = { serverMessage: 'You exceeded your current quota, please check your plan.' }
  const { todo, actions } = explain({ kind: 'run-failed', code: 'rate_limit_exceeded', technical })
  expect(todo).toBe('Add credit at the provider, or use another key.')
  expect(actions[0]).toBe('open-settings')
})
