/** Words for failures of one run, its thread and its answer. */
import { say, type Explain } from './explain-shape.ts'
import { m } from './generated/messages.js'

const UNSUPPORTED = {
  cancel: m.err_unsupported_cancel_title,
  results: m.err_unsupported_results_title,
  steps: m.err_unsupported_steps_title,
  other: m.err_unsupported_other_title,
}

/** A run tells a used-up quota under the code of a rate limit. */
const QUOTA = /\bquota\b|billing|out of credit/i

/** Asking again changes nothing until somebody has paid. */
const quotaUsedUp = () =>
  say(
    m.err_run_failed_title(),
    m.err_quota_exceeded_why(),
    m.err_quota_exceeded_todo(),
    'open-settings',
    'ask-again',
  )

/** Errors about one run, its thread and its answer. */
export const aboutRun = {
  'cut-reply': () =>
    say(m.err_cut_reply_title(), m.err_cut_reply_why(), m.err_cut_reply_todo(), 'look-again', 'ask-again'),
  'assistant-not-found': ({ assistantId }) =>
    say(
      m.err_assistant_not_found_title({ id: assistantId }),
      m.err_assistant_not_found_why(),
      m.err_assistant_not_found_todo(),
      'open-settings',
      'ask-again',
    ),
  'thread-not-found': () =>
    say(
      m.err_thread_not_found_title(),
      m.err_thread_not_found_why(),
      m.err_thread_not_found_todo(),
      'go-on-in-new-thread',
    ),
  'run-not-found': () =>
    say(m.err_run_not_found_title(), m.err_run_not_found_why(), m.err_run_not_found_todo(), 'ask-again'),
  unsupported: ({ what }) =>
    say(UNSUPPORTED[what](), m.err_unsupported_why(), m.err_unsupported_todo(), 'look-again'),
  'active-run': () =>
    say(
      m.err_active_run_title(),
      m.err_active_run_why(),
      m.err_active_run_todo(),
      'wait-for-run',
      'cancel-other-run',
    ),
  'unsure-sent': () =>
    say(m.err_unsure_sent_title(), m.err_unsure_sent_why(), m.err_unsure_sent_todo(), 'ask-again'),
  'run-timeout': ({ afterMs }) => say(overdueTitle(afterMs), m.overdue_why(), m.overdue_todo(), 'look-again'),
  'no-response': () => say(m.no_response_title(), m.no_response_why(), m.no_response_todo(), 'ask-again'),
  'run-failed': ({ code, technical }) => {
    if (code === 'rate_limit_exceeded' && QUOTA.test(technical?.serverMessage ?? '')) return quotaUsedUp()
    return say(
      m.err_run_failed_title(),
      code === null ? m.err_run_failed_why() : m.err_run_failed_why_code({ code }),
      m.err_run_failed_todo(),
      'ask-again',
    )
  },
  'run-expired': ({ waitedMs }) =>
    waitedMs === undefined
      ? say(m.err_run_expired_title(), m.err_run_expired_why(), m.err_run_expired_todo(), 'ask-again')
      : say(
          m.err_run_expired_waiting_title({ time: durationWords(waitedMs) }),
          m.err_run_expired_waiting_why(),
          m.err_run_expired_waiting_todo(),
          'ask-again',
        ),
  'run-incomplete': ({ reason }) =>
    say(
      m.err_run_incomplete_title(),
      reason === null ? m.err_run_incomplete_why() : m.err_run_incomplete_why_reason({ reason }),
      m.err_run_incomplete_todo(),
      'ask-again',
    ),
} satisfies Partial<Explain>

/** "10 minutes", or "45 seconds" below one and a half. */
function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 90
    ? m.duration_seconds({ count: seconds })
    : m.duration_minutes({ count: Math.round(seconds / 60) })
}

/** "Still running after 5 minutes". */
export const overdueTitle = (afterMs: number): string =>
  afterMs % 60_000 === 0
    ? m.overdue_title({ count: afterMs / 60_000 })
    : m.overdue_title_seconds({ seconds: Math.round(afterMs / 1000) })
