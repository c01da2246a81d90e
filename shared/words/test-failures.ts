/** One failure or more of each kind, with the names that the help page on trouble uses too. */
import { FILE_PROBLEMS } from '../domain/attachment.ts'
import type { AppError, ErrorKind } from '../errors.ts'

/** One or more of each kind: the compiler counts the kinds. */
export const EXAMPLES: { [K in ErrorKind]: Extract<AppError, { kind: K }>[] } = {
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
  'key-unreadable': [
    { kind: 'key-unreadable' },
    { kind: 'key-unreadable', because: { reason: 'no-keyring' } },
    {
      kind: 'key-unreadable',
      because: { reason: 'other-keyring', sealedBy: 'gnome_libsecret', here: 'kwallet6' },
    },
    { kind: 'key-unreadable', because: { reason: 'not-opened' } },
  ],
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
  'run-expired': [{ kind: 'run-expired' }, { kind: 'run-expired', waitedMs: 600_000 }],
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
  'not-found-here': (['conversation', 'assistant', 'connection', 'run', 'message', 'file'] as const).map(
    (what) => ({
      kind: 'not-found-here',
      what,
    }),
  ),
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
  'storage-unreadable': [{ kind: 'storage-unreadable' }],
  'invalid-request': [{ kind: 'invalid-request' }],
  'too-many-requests': [{ kind: 'too-many-requests' }],
  bug: [{ kind: 'bug' }],
}
