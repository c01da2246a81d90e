/** Small makers of assistants, messages and runs for the gallery and the tests. */
/* oxlint-disable eslint/max-params -- fixtures read best in one line */
import type { AppState } from '../../shared/contract/app-state.ts'
import type { Assistant } from '../../shared/domain/assistant.ts'
import { newConnection, type Connection } from '../../shared/domain/connection.ts'
import {
  newConversation,
  type Answer,
  type Citation,
  type Conversation,
  type ConversationPage,
  type Message,
  type Question,
} from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import type { Settings } from '../../shared/domain/settings.ts'
import type { Step } from '../../shared/domain/step.ts'

/** Now, unless a fixed moment is asked for: pictures are compared. */
export const NOW = momentAsked() ?? new Date().getTime()

/** `?now=` in the address of the gallery; tests have no such address. */
function momentAsked(): number | null {
  const asked = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('now')
  return asked === null ? null : Number(asked)
}
const MINUTE = 60_000

export const server = (over: Partial<Connection> = {}): Connection => ({
  ...newConnection({
    id: 'server',
    name: 'Support',
    kind: 'server',
    baseUrl: 'https://agents.example.com/v1',
  }),
  key: { kept: 'keyring', lastFour: '4f2c' },
  ...over,
})

export const practice: Connection = {
  ...newConnection({ id: 'practice', name: 'Practice', kind: 'practice', baseUrl: '' }),
  key: { kept: 'built-in' },
}

export const assistant = (over: Partial<Assistant> = {}): Assistant => ({
  id: 'support',
  connectionId: 'server',
  remoteId: 'asst_abc123',
  nickname: 'Support triage',
  colour: 'violet',
  snapshot: null,
  functions: [],
  suggestions: [],
  archivedAt: null,
  removedAt: null,
  ...over,
})

export const guide = assistant({
  id: 'guide',
  connectionId: 'practice',
  remoteId: 'asst_practice_guide',
  nickname: 'Guide',
  colour: 'teal',
})

export const conversation = (over: Partial<Conversation> = {}): Conversation => ({
  ...newConversation({ id: 'one', assistantId: 'support' }, NOW - 50 * MINUTE),
  title: 'Duplicate charge on order 48-2213',
  threadId: 'thread_8Kq2vX1mZpR4',
  updatedAt: NOW - 2 * MINUTE,
  ...over,
})

export const question = (
  id: string,
  position: number,
  text: string,
  over: Partial<Question> = {},
): Question => ({
  id,
  conversationId: 'one',
  position,
  remoteId: `msg_${id}`,
  content: [{ type: 'text', text, citations: [] }],
  createdAt: NOW - 3 * MINUTE,
  role: 'user',
  status: 'sent',
  ...over,
})

export const answer = (id: string, position: number, text: string, over: Partial<Answer> = {}): Answer => ({
  id,
  conversationId: 'one',
  position,
  remoteId: `msg_${id}`,
  content: [{ type: 'text', text, citations: [] }],
  createdAt: NOW - 2 * MINUTE,
  role: 'assistant',
  status: 'complete',
  runId: 'run1',
  ...over,
})

export const run = (over: Partial<Run> = {}): Run => ({
  ...newRun({ id: 'run1', conversationId: 'one', messageId: 'q1' }, NOW - 3 * MINUTE),
  state: 'completed',
  rawStatus: 'completed',
  threadId: 'thread_8Kq2vX1mZpR4',
  remoteId: 'run_T5dW0xQ',
  usage: { prompt: 1204, completion: 211, total: 1415 },
  firstTextAt: NOW - 3 * MINUTE + 1800,
  endedAt: NOW - 3 * MINUTE + 4200,
  ...over,
})

export const step = (over: Partial<Step>): Step => ({
  id: 'step1',
  kind: 'tools',
  state: 'completed',
  tools: [],
  error: null,
  startedAt: NOW - 3 * MINUTE,
  endedAt: NOW - 3 * MINUTE + 800,
  ...over,
})

/** A citation of the first place where `marker` stands in `text`. */
export const cite = (text: string, marker: string, over: Partial<Citation> = {}): Citation => ({
  start: text.indexOf(marker),
  end: text.indexOf(marker) + marker.length,
  marker,
  kind: 'file',
  fileId: 'file_1',
  fileName: 'warranty-terms-2026.pdf',
  url: null,
  quote: 'Holds are released by the issuing bank within seven days.',
  ...over,
})

export const page = (
  messages: Message[],
  runs: Run[],
  over: Partial<ConversationPage> = {},
): ConversationPage => ({
  conversation: conversation(),
  revision: 10,
  messages,
  runs,
  hasEarlier: false,
  hasLater: false,
  ...over,
})

/** The settings of a new profile, in this look. */
export const settingsIn = (theme: Settings['theme'], language: Settings['language']): Settings => ({
  theme,
  language,
  runLimitSeconds: 300,
  notifications: true,
  spelling: false,
  updates: false,
  zoomPercent: 100,
})

export const appState = (over: Partial<AppState> = {}): AppState => ({
  settings: settingsIn('light', 'en'),
  locale: 'en',
  connections: [server(), practice],
  assistants: [assistant(), guide],
  formerAssistants: [],
  conversations: [conversation()],
  notices: [],
  appVersion: '0.1.0',
  update: null,
  runtime: { electron: '45.4.1', chromium: '150.0.7871.46', node: '24.21.0', system: 'linux 6.1.0 x64' },
  platform: 'linux',
  ...over,
})
