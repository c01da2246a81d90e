/** Scenes of places that need main's answer: a running check, what was found, what is kept, a start that fails, one that waits. */
import type { AppEvent } from '../../shared/contract/events.ts'
import { CHECK_LINES, type CheckLine } from '../../shared/domain/check.ts'
import type { SearchReply } from '../../shared/domain/search.ts'
import type { DataOverview } from '../../shared/domain/snapshot.ts'
import type { Scene } from './fake-bridge.ts'
import { answer, appState, conversation, NOW, page, run, settingsIn } from './fixtures.ts'
import { ask, cited, withPage, type Look } from './scene-frames.ts'
import { shelf, tools } from './scene-parts.ts'
import { DONE_TEXT } from './texts.ts'

const DAY = 86_400_000

const talk = page([ask, answer('a1', 2, DONE_TEXT, { content: cited(DONE_TEXT) })], [run({ steps: tools })])

const FOUND: SearchReply = {
  found: [
    {
      conversationId: 'one',
      messageId: null,
      position: null,
      role: null,
      at: NOW - 120_000,
      excerpt: { text: 'Duplicate charge on order 48-2213', marks: [{ start: 20, end: 25 }] },
    },
    {
      conversationId: 'one',
      messageId: 'q1',
      position: 1,
      role: 'user',
      at: NOW - 180_000,
      excerpt: {
        text: 'Customer says she was charged twice for order 48-2213.',
        marks: [{ start: 40, end: 45 }],
      },
    },
    {
      conversationId: 'two',
      messageId: 'm2',
      position: 8,
      role: 'assistant',
      at: NOW - 18 * 60_000,
      excerpt: {
        text: '客戶可以在三十天內申請退款，訂單（order）仍會保留。',
        marks: [{ start: 17, end: 22 }],
      },
    },
  ],
  conversations: shelf.slice(0, 2),
  moreIn: ['two'],
  next: null,
  toIndex: 0,
}

const OVERVIEW: DataOverview = {
  folder: 'Assistant Desk',
  conversations: 48,
  messages: 10_412,
  bytes: {
    history: 18_400_000,
    snapshots: 9_100_000,
    attachments: 2_300_000,
    logs: 410_000,
    other: 12_000,
  },
  snapshots: [0, 1, 2].map((days) => ({
    id: `history-${days}`,
    kind: 'daily' as const,
    at: NOW - days * DAY,
    bytes: 3_000_000 - days * 40_000,
  })),
  snapshotTrouble: null,
}

/** How far a check is that is under way: three lines are done, the fourth runs. */
function linesUnderWay(input: unknown): AppEvent[] {
  const { checkId } = input as { checkId: string }
  return CHECK_LINES.slice(0, 4).map((name, at) => {
    const line: CheckLine = {
      name,
      state: at < 3 ? 'ok' : 'running',
      ms: at < 3 ? 18 + at * 61 : null,
      note: null,
      error: null,
      fixes: [],
    }
    return { type: 'check-grew', checkId, line }
  })
}

const bare = ({ locale, theme }: Look, over: Partial<Scene>): Scene => ({
  state: appState({
    locale,
    settings: settingsIn(theme, locale),
    assistants: [],
    connections: [],
    conversations: [],
  }),
  pages: {},
  ...over,
})

export const PLACE_SCENES = {
  checkRunning: (look: Look) =>
    bare(look, { pending: ['connections.check'], news: { 'connections.check': linesUnderWay } }),
  found: withPage(talk, { replies: { 'search.everywhere': FOUND } }),
  find: withPage(talk, {
    replies: {
      'search.inConversation': {
        matches: [
          { messageId: 'q1', position: 1, count: 1 },
          { messageId: 'a1', position: 2, count: 4 },
        ],
        toIndex: 0,
      },
    },
  }),
  data: withPage(talk, { replies: { 'data.overview': OVERVIEW } }),
  dataTrouble: withPage(talk, {
    replies: { 'data.overview': { ...OVERVIEW, snapshots: [], snapshotTrouble: 'disk' } },
  }),
  /** The conversation is on its way and does not come. */
  loading: withPage(talk, { pending: ['conversations.open'] }),
  cancelled: withPage(page([ask], [run({ state: 'cancelled', rawStatus: 'cancelled', usage: null })])),
  threadGone: withPage(
    page(
      [ask, answer('a1', 2, DONE_TEXT)],
      [run({ state: 'failed', error: { kind: 'thread-not-found', threadId: 'thread_8Kq2vX1mZpR4' } })],
      { conversation: conversation({ isThreadGone: true }) },
    ),
  ),
  newer: (look: Look) =>
    bare(look, {
      failures: { 'app.state': { kind: 'newer-store', what: 'history', file: 'history.db' } },
    }),
  startFailed: (look: Look) => bare(look, { failures: { 'app.state': { kind: 'storage-failed' } } }),
} satisfies Record<string, (look: Look) => Scene>
