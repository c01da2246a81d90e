/** The states of the window that the gallery can show. */
import { CONNECTION_SCENES } from './connection-scenes.ts'
import { CHECK_SCENES } from './checks.ts'
import type { Scene } from './fake-bridge.ts'
import {
  answer,
  appState,
  assistant,
  conversation,
  guide,
  NOW,
  page,
  question,
  run,
  server,
  settingsIn,
} from './fixtures.ts'
import { bodies, inspection } from './inspection.ts'
import { PLACE_SCENES } from './place-scenes.ts'
import { tools } from './scene-parts.ts'
import { DONE_TEXT, DONE_TEXT_ZH, GROWING_TEXT } from './texts.ts'
import { UPDATE_SCENES } from './update-scenes.ts'
import { MINUTE, withPage, ask, live, cited, CALLS, failed, type Look } from './scene-frames.ts'

const SCENE_TABLE = {
  ...CHECK_SCENES,
  ...CONNECTION_SCENES,
  ...PLACE_SCENES,
  ...UPDATE_SCENES,
  first: ({ locale, theme }: Look): Scene => ({
    state: appState({
      locale,
      settings: settingsIn(theme, locale),
      assistants: [],
      connections: [],
      conversations: [],
    }),
    pages: {},
    failures: {
      'assistants.connect': {
        kind: 'invalid-fields',
        fields: { assistantId: 'required', baseUrl: 'public-http' },
      },
      'connections.check': { kind: 'invalid-request' },
    },
  }),
  empty: ({ locale, theme }: Look): Scene => {
    const fresh = conversation({ id: 'one', title: '', threadId: null, assistantId: 'guide', updatedAt: NOW })
    const scene = withPage(page([], [], { conversation: fresh }))({ locale, theme })
    return { ...scene, state: { ...scene.state, conversations: [fresh], assistants: [guide, assistant()] } }
  },
  done: withPage(
    page(
      [
        ask,
        answer('a1', 2, DONE_TEXT, { content: cited(DONE_TEXT) }),
        question('q2', 3, 'Thanks, go ahead.'),
        answer('a2', 4, DONE_TEXT_ZH, { runId: 'run2' }),
      ],
      [run({ steps: tools }), run({ id: 'run2', messageId: 'q2' })],
    ),
  ),
  tools: withPage(
    page([ask, answer('a1', 2, DONE_TEXT, { content: cited(DONE_TEXT) })], [run({ steps: tools })]),
  ),
  /** Press Ctrl+I: the panel is the person's to open. */
  inspector: withPage(
    page(
      [ask, answer('a1', 2, DONE_TEXT, { content: cited(DONE_TEXT) })],
      [run({ steps: tools }), run({ id: 'run2', messageId: 'q1' })],
    ),
    { replies: { 'runs.inspect': inspection(), 'runs.exchangeBodies': bodies } },
  ),
  streaming: withPage(
    page(
      [
        ask,
        answer('a1', 2, GROWING_TEXT, { status: 'growing' }),
        question('q2', 3, 'And please write the ticket, too.', { status: 'queued' }),
      ],
      [live({ firstTextAt: NOW - 2000 })],
      { conversation: conversation({ isBusy: true }) },
    ),
  ),
  queued: withPage(page([ask], [live({ state: 'queued', rawStatus: 'queued' })])),
  odd: withPage(page([ask], [live({ rawStatus: 'warming_up' })])),
  function: withPage(
    page(
      [ask],
      [
        live({
          state: 'needs-results',
          rawStatus: 'requires_action',
          expiresAt: NOW + 9 * MINUTE,
          calls: [
            {
              callId: 'c1',
              name: 'create_ticket',
              argumentsText:
                '{"title":"Check hold release for 48-2213","due":"2026-11-27","priority":"normal"}',
            },
          ],
        }),
      ],
    ),
  ),
  calls: withPage(
    page(
      [ask],
      [
        live({
          state: 'needs-results',
          rawStatus: 'requires_action',
          expiresAt: NOW + 80_000,
          calls: CALLS,
        }),
      ],
    ),
    {
      replies: {
        'runs.typedResults': {
          c1: {
            name: 'get_order',
            text: '{\n  "state": "paid"\n  "total": 3480\n}',
            isJson: true,
            isError: false,
          },
          c2: { name: 'get_shipping', text: '', isJson: false, isError: true },
        },
      },
    },
  ),
  standing: withPage(
    page(
      [
        ask,
        question('q2', 2, 'And please write the ticket, too.', { status: 'queued' }),
        question('q3', 3, 'Then send her the reply.', { status: 'queued' }),
      ],
      [
        run({
          state: 'failed',
          error: { kind: 'active-run', runId: 'run_other' },
          usage: null,
          firstTextAt: null,
        }),
      ],
    ),
  ),
  expired: withPage(
    page(
      [ask],
      [
        run({
          state: 'expired',
          error: { kind: 'run-expired', waitedMs: 600_000 },
          usage: null,
          firstTextAt: null,
        }),
      ],
    ),
    {
      replies: {
        'runs.typedResults': {
          c1: { name: 'get_order', text: '{"state":"paid"}', isJson: true, isError: false },
        },
      },
    },
  ),
  overdue: withPage(
    page(
      [ask],
      [
        live({
          isOverdue: true,
          startedAt: NOW - 301_000,
          error: {
            kind: 'run-timeout',
            afterMs: 300_000,
            technical: { runId: 'run_T5dW0xQ', threadId: 'thread_8Kq2vX1mZpR4' },
          },
        }),
      ],
    ),
  ),
  unwatched: withPage(page([ask], [live({ isWatched: false })])),
  noresponse: failed(
    { kind: 'no-response', technical: { runId: 'run_T5dW0xQ' } },
    { state: 'completed', steps: tools },
  ),
  retired: failed({
    kind: 'api-retired',
    host: 'api.openai.com',
    technical: {
      method: 'POST',
      path: '/v1/threads',
      status: 404,
      requestId: 'req_81b2',
      serverMessage: 'Invalid URL (POST /v1/threads)',
    },
  }),
  refused: failed({
    kind: 'unreachable',
    reason: 'refused',
    host: '127.0.0.1:4010',
    technical: { code: 'ECONNREFUSED' },
  }),
  broken: withPage(page([], []), { failures: { 'conversations.open': { kind: 'storage-failed' } } }),
  notice: ({ locale, theme }: Look): Scene => {
    const scene = withPage(page([ask], [live({})]))({ locale, theme })
    return {
      ...scene,
      state: {
        ...scene.state,
        connections: [server({ key: { kept: 'unreadable', because: { reason: 'no-keyring' } } })],
        notices: [{ id: 'n1', kind: 'settings-reset', file: 'settings.broken-2026-11-22.json' }],
      },
    }
  },
} satisfies Record<string, (look: Look) => Scene>

export const SCENES: Readonly<Record<keyof typeof SCENE_TABLE, (look: Look) => Scene>> = SCENE_TABLE
export const SCENE_NAMES: readonly string[] = Object.keys(SCENE_TABLE)
export const isSceneName = (name: string): name is keyof typeof SCENE_TABLE =>
  Object.hasOwn(SCENE_TABLE, name)
