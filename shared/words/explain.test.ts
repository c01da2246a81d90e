import { afterEach, describe, expect, it } from 'vitest'
import { SEED_MESSAGES, type AppError, type ErrorKind } from '../errors.ts'
import { FILE_PROBLEMS } from '../domain/attachment.ts'
import { details, detailsText } from './explain-details.ts'
import { explain } from './explain.ts'
import { setLocale } from './generated/runtime.js'

const LANGUAGES = ['en', 'zh-TW'] as const
const LETTERS = { en: /[a-z]/, 'zh-TW': /[\u4e00-\u9fff]/ }

/** One or more of each kind: the compiler counts the kinds. */
const EXAMPLES: { [K in ErrorKind]: Extract<AppError, { kind: K }>[] } = {
  unreachable: (
    [
      'dns',
      'refused',
      'reset',
      'timeout',
      'bad-port',
      'other',
      'tls',
      'tls-self-signed',
      'tls-untrusted',
      'tls-expired',
      'tls-not-yet',
      'tls-wrong-host',
      'tls-too-old',
      'tls-is-http',
      'is-https',
      'proxy-login',
      'proxy-refused',
      'proxy-dropped',
      'proxy-unreachable',
      'proxy-kind',
    ] as const
  ).map((reason) => ({
    kind: 'unreachable',
    reason,
    host: 'agents.example.com',
  })),
  'key-missing': [{ kind: 'key-missing' }],
  'key-unreadable': [{ kind: 'key-unreadable' }],
  'header-missing': [{ kind: 'header-missing', name: 'x-team' }],
  'address-refused': [
    { kind: 'address-refused', host: 'nas.local', problem: 'needs-yes' },
    { kind: 'address-refused', host: 'example.com', problem: 'public-http' },
  ],
  'key-refused': [{ kind: 'key-refused', host: 'agents.example.com' }],
  forbidden: [{ kind: 'forbidden' }],
  'token-lapsed': [{ kind: 'token-lapsed', host: 'a.services.ai.azure.com' }],
  'version-missing': [{ kind: 'version-missing', host: 'a.services.ai.azure.com' }],
  'other-protocol': (['responses', 'chat', 'unknown'] as const).map((speaks) => ({
    kind: 'other-protocol',
    host: 'agents.example.com',
    speaks,
  })),
  'api-retired': [{ kind: 'api-retired', host: 'api.openai.com' }],
  'wrong-path': [
    { kind: 'wrong-path', url: 'https://a.example/v1/threads' },
    { kind: 'wrong-path', url: 'https://a.example/threads' },
  ],
  'assistant-not-found': [{ kind: 'assistant-not-found', assistantId: 'asst_1' }],
  'thread-not-found': [{ kind: 'thread-not-found', threadId: 'thread_1' }],
  'run-not-found': [{ kind: 'run-not-found', runId: 'run_1' }],
  'rate-limited': [
    { kind: 'rate-limited', retryAfterMs: null },
    { kind: 'rate-limited', retryAfterMs: 1200 },
  ],
  'quota-exceeded': [{ kind: 'quota-exceeded' }],
  refused: [{ kind: 'refused', status: 400 }],
  'server-failed': [{ kind: 'server-failed', status: 503 }],
  'not-json': [
    { kind: 'not-json', contentType: 'text/html', looksLikeLogin: false },
    { kind: 'not-json', contentType: 'text/html', looksLikeLogin: true },
  ],
  'cut-reply': [{ kind: 'cut-reply' }],
  'unexpected-reply': [{ kind: 'unexpected-reply' }],
  redirected: [{ kind: 'redirected', status: 308, target: 'https://b.example' }],
  'reply-too-large': [{ kind: 'reply-too-large', limitBytes: 16 * 1024 * 1024 }],
  unsupported: (['cancel', 'results', 'steps', 'other'] as const).map((what) => ({
    kind: 'unsupported',
    what,
  })),
  'active-run': [{ kind: 'active-run', runId: null }],
  'assistant-known': [false, true].map((isArchived) => ({
    kind: 'assistant-known',
    assistantId: 'a1',
    nickname: 'Orders',
    isArchived,
  })),
  'unsure-sent': [{ kind: 'unsure-sent' }],
  'run-timeout': [
    { kind: 'run-timeout', afterMs: 300_000 },
    { kind: 'run-timeout', afterMs: 45_000 },
  ],
  'no-response': [{ kind: 'no-response' }],
  'run-failed': [
    { kind: 'run-failed', code: null },
    { kind: 'run-failed', code: 'server_error' },
  ],
  'run-expired': [{ kind: 'run-expired' }],
  'run-incomplete': [
    { kind: 'run-incomplete', reason: null },
    { kind: 'run-incomplete', reason: 'max_completion_tokens' },
  ],
  'file-problem': FILE_PROBLEMS.map((problem) => ({ kind: 'file-problem', name: 'a.csv', problem })),
  'upload-refused': (['too-large', 'wrong-type', 'no-files', 'other'] as const).map((reason) => ({
    kind: 'upload-refused',
    name: 'a.csv',
    reason,
  })),
  'remote-file-gone': [{ kind: 'remote-file-gone' }],
  'practice-unavailable': [{ kind: 'practice-unavailable' }],
  'invalid-fields': [{ kind: 'invalid-fields', fields: { assistantId: 'required' } }],
  'not-found-here': (['conversation', 'assistant', 'connection', 'run', 'message'] as const).map((what) => ({
    kind: 'not-found-here',
    what,
  })),
  'newer-store': [
    { kind: 'newer-store', what: 'history', file: 'history.db' },
    { kind: 'newer-store', what: 'settings', file: 'settings.json' },
  ],
  'snapshot-unusable': (['newer', 'damaged', 'gone'] as const).map((reason) => ({
    kind: 'snapshot-unusable',
    reason,
  })),
  'folder-not-opened': [{ kind: 'folder-not-opened' }],
  'storage-failed': [{ kind: 'storage-failed' }],
  'invalid-request': [{ kind: 'invalid-request' }],
  bug: [{ kind: 'bug' }],
}
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
