/** Words for failures of the server: reaching it, its keys, its replies. */
import { say, type Explain } from './explain-shape.ts'
import { UNREACHABLE } from './explain-unreachable.ts'
import { fieldWords } from './field-words.ts'
import { keyTroubleWords } from './key-words.ts'
import { m } from './generated/messages.js'

const MEGABYTE = 1024 * 1024

/** Errors about the server: reaching it, its keys, its replies. */
export const aboutServer = {
  unreachable: ({ reason, host }) => say(...UNREACHABLE[reason](host), 'ask-again', 'open-settings'),
  'key-missing': () =>
    say(
      m.err_key_missing_title(),
      m.err_key_missing_why(),
      m.err_key_missing_todo(),
      'open-settings',
      'ask-again',
    ),
  'key-unreadable': ({ because }) =>
    say(
      m.err_key_unreadable_title(),
      keyTroubleWords(because),
      because?.reason === 'no-keyring' ? m.err_key_locked_todo() : m.err_key_unreadable_todo(),
      'open-settings',
      'ask-again',
    ),
  'key-refused': ({ host }) =>
    say(
      m.err_key_refused_title({ host }),
      m.err_key_refused_why(),
      m.err_key_refused_todo(),
      'open-settings',
      'ask-again',
    ),
  'header-missing': ({ name }) =>
    say(
      m.err_header_missing_title({ name }),
      m.err_header_missing_why(),
      m.err_header_missing_todo(),
      'open-settings',
    ),
  'address-refused': ({ host, problem }) =>
    say(
      m.err_address_refused_title({ host }),
      fieldWords('baseUrl', problem),
      m.err_address_refused_todo(),
      'open-settings',
      'ask-again',
    ),
  forbidden: () =>
    say(m.err_forbidden_title(), m.err_forbidden_why(), m.err_forbidden_todo(), 'open-settings', 'ask-again'),
  'api-retired': ({ host }) =>
    say(
      m.err_api_retired_title({ host }),
      m.err_api_retired_why(),
      m.err_api_retired_todo(),
      'open-settings',
      'ask-again',
    ),
  'wrong-path': ({ url }) =>
    say(
      m.err_wrong_path_title(),
      m.err_wrong_path_why({ url }),
      /\/v1(\/|$)/.test(url) ? m.err_wrong_path_todo_drop() : m.err_wrong_path_todo_add(),
      'open-settings',
      'ask-again',
    ),
  'rate-limited': ({ retryAfterMs }) =>
    say(
      m.err_rate_limited_title(),
      m.err_rate_limited_why(),
      retryAfterMs === null
        ? m.err_rate_limited_todo()
        : m.err_rate_limited_todo_in({ seconds: Math.ceil(retryAfterMs / 1000) }),
      'ask-again',
    ),
  'quota-exceeded': () =>
    say(
      m.err_quota_exceeded_title(),
      m.err_quota_exceeded_why(),
      m.err_quota_exceeded_todo(),
      'open-settings',
      'ask-again',
    ),
  refused: ({ status }) =>
    say(
      m.err_refused_title({ status }),
      m.err_refused_why(),
      m.err_refused_todo(),
      'ask-again',
      'open-settings',
    ),
  'server-failed': ({ status }) =>
    say(
      m.err_server_failed_title({ status }),
      m.err_server_failed_why(),
      m.err_server_failed_todo(),
      'ask-again',
    ),
  'not-json': ({ contentType, looksLikeLogin }) =>
    say(
      m.err_not_json_title(),
      looksLikeLogin ? m.err_not_json_why_login() : m.err_not_json_why({ type: contentType }),
      looksLikeLogin ? m.err_not_json_todo_login() : m.err_not_json_todo(),
      'open-settings',
      'ask-again',
    ),
  'unexpected-reply': () =>
    say(
      m.err_unexpected_reply_title(),
      m.err_unexpected_reply_why(),
      m.err_unexpected_reply_todo(),
      'ask-again',
    ),
  redirected: ({ target }) =>
    say(
      m.err_redirected_title(),
      m.err_redirected_why({ target }),
      m.err_redirected_todo(),
      'open-settings',
      'ask-again',
    ),
  'reply-too-large': ({ limitBytes }) =>
    say(
      m.err_reply_too_large_title(),
      m.err_reply_too_large_why({ megabytes: Math.round(limitBytes / MEGABYTE) }),
      m.err_reply_too_large_todo(),
      'ask-again',
    ),
  'practice-unavailable': () =>
    say(
      m.err_practice_unavailable_title(),
      m.err_practice_unavailable_why(),
      m.err_practice_unavailable_todo(),
      'ask-again',
    ),
} satisfies Partial<Explain>
