/** Turns every way the app can fail into words: what happened, why probably, what to do. The only place that does. */
import type { AppError } from '../errors.ts'
import { aboutCheck } from './explain-check.ts'
import { aboutData } from './explain-data.ts'
import { aboutFiles } from './explain-files.ts'
import { aboutRun } from './explain-run.ts'
import { aboutServer } from './explain-server.ts'
import { say, type Explain, type Explanation } from './explain-shape.ts'
import { m } from './generated/messages.js'

const MISSING_HERE = {
  conversation: m.err_not_found_here_conversation_title,
  assistant: m.err_not_found_here_assistant_title,
  connection: m.err_not_found_here_connection_title,
  run: m.err_not_found_here_run_title,
  message: m.err_not_found_here_message_title,
  file: m.err_not_found_here_file_title,
}

/** Errors of the app itself. */
const aboutApp = {
  'invalid-fields': () =>
    say(m.err_invalid_fields_title(), m.err_invalid_fields_why(), m.err_invalid_fields_todo()),
  'assistant-known': ({ nickname, isArchived }) =>
    isArchived
      ? say(
          m.err_assistant_known_title({ nickname }),
          m.err_assistant_known_archived_why(),
          m.err_assistant_known_archived_todo(),
        )
      : say(
          m.err_assistant_known_title({ nickname }),
          m.err_assistant_known_why(),
          m.err_assistant_known_todo(),
        ),
  'not-found-here': ({ what }) =>
    say(MISSING_HERE[what](), m.err_not_found_here_why(), m.err_not_found_here_todo()),
  'storage-failed': () =>
    say(m.err_storage_failed_title(), m.err_storage_failed_why(), m.err_storage_failed_todo(), 'ask-again'),
  'storage-unreadable': () =>
    say(
      m.err_storage_unreadable_title(),
      m.err_storage_unreadable_why(),
      m.err_storage_unreadable_todo(),
      'ask-again',
    ),
  'too-many-requests': () =>
    say(m.err_too_many_requests_title(), m.err_too_many_requests_why(), m.err_too_many_requests_todo()),
  'invalid-request': () =>
    say(
      m.err_invalid_request_title(),
      m.err_invalid_request_why(),
      m.err_invalid_request_todo(),
      'ask-again',
    ),
  bug: () => say(m.err_bug_title(), m.err_bug_why(), m.err_bug_todo(), 'ask-again'),
} satisfies Partial<Explain>

/** One sentence-maker for each kind, no more and no fewer: the compiler counts them. */
const EXPLAIN: Explain = {
  ...aboutServer,
  ...aboutCheck,
  ...aboutRun,
  ...aboutFiles,
  ...aboutData,
  ...aboutApp,
}

/** What happened, why probably, and what to do, in the language of the window. */
export function explain(error: AppError): Explanation {
  // The table is keyed by kind, so the entry takes exactly this error; TypeScript cannot follow that through an index.
  const make = EXPLAIN[error.kind] as (error: AppError) => Explanation
  return make(error)
}
