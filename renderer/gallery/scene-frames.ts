/** What the gallery's scenes are made with: a page in a window, a question, a run under way, calls to answer. */
import type { AppState } from '../../shared/contract/app-state.ts'
import type { ConversationPage } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Scene } from './fake-bridge.ts'
import { appState, cite, NOW, page, question, run, settingsIn } from './fixtures.ts'
import { shelf } from './scene-parts.ts'

export interface Look {
  locale: AppState['locale']
  theme: 'light' | 'dark'
}

export const MINUTE = 60_000

export const withPage =
  (one: ConversationPage, over: Partial<Scene> = {}) =>
  ({ locale, theme }: Look): Scene => ({
    state: appState({
      locale,
      settings: settingsIn(theme, locale),
      conversations: shelf.map((listed) => (listed.id === 'one' ? one.conversation : listed)),
    }),
    pages: { one },
    ...over,
  })

export const ask = question(
  'q1',
  1,
  'Customer says she was charged twice for order 48-2213. What happened, and what do I tell her?',
)
export const live = (over: Partial<Run>): Run =>
  run({
    state: 'running',
    rawStatus: 'in_progress',
    endedAt: null,
    firstTextAt: null,
    usage: null,
    startedAt: NOW - 5000,
    ...over,
  })
export const cited = (text: string) => [
  {
    type: 'text' as const,
    text,
    citations: [
      cite(text, '【4:0†source】'),
      cite(text, '【4:1†source】', { fileId: 'file_2', fileName: 'orders-november.csv', quote: null }),
    ],
  },
]
export const CALLS = [
  {
    callId: 'c1',
    name: 'get_order',
    argumentsText:
      '{"order":"48-2213","with_payments":true,"limits":{"from":"2026-11-01","to":"2026-11-30"},"fields":["state","total"]}',
  },
  { callId: 'c2', name: 'get_shipping', argumentsText: '{"order":"48-2213"}' },
  {
    callId: 'c3',
    name: 'computer_use',
    argumentsText: '{"id":"c3","type":"computer_use","computer_use":{"action":"click"}}',
    isUnknownKind: true as const,
  },
]
export const failed = (error: AppError, over: Partial<Run> = {}) =>
  withPage(page([ask], [run({ state: 'failed', error, usage: null, firstTextAt: null, ...over })]))
