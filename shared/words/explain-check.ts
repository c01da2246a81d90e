/** Words for what a check finds out about a server besides its failures. */
import { say, type Explain } from './explain-shape.ts'
import { m } from './generated/messages.js'

const OTHER_PROTOCOL = {
  responses: m.err_other_protocol_title_responses,
  chat: m.err_other_protocol_title_chat,
  unknown: m.err_other_protocol_title_unknown,
}

/** Errors about what a server is. */
export const aboutCheck = {
  'token-lapsed': ({ host }) =>
    say(
      m.err_token_lapsed_title({ host }),
      m.err_token_lapsed_why(),
      m.err_token_lapsed_todo(),
      'open-settings',
      'ask-again',
    ),
  'version-missing': ({ host }) =>
    say(
      m.err_version_missing_title({ host }),
      m.err_version_missing_why(),
      m.err_version_missing_todo(),
      'open-settings',
    ),
  'other-protocol': ({ host, speaks }) =>
    say(
      OTHER_PROTOCOL[speaks]({ host }),
      m.err_other_protocol_why(),
      m.err_other_protocol_todo(),
      'open-settings',
    ),
} satisfies Partial<Explain>
