/** Scenes for the screens about connections and assistants: open the settings in them. */
import type { ListedAssistant } from '../../shared/domain/assistant.ts'
import type { Scene } from './fake-bridge.ts'
import {
  appState,
  assistant,
  conversation,
  guide,
  NOW,
  page,
  practice,
  server,
  settingsIn,
} from './fixtures.ts'
import type { Look } from './scene-frames.ts'

const REMEMBERED = [
  { name: 'get_order', mode: 'always' as const, answer: '{"state":"paid"}', last: '{"state":"paid"}' },
]

const read = assistant({
  suggestions: ['Where is my order?', '退款要多久？', 'Write a reply to an angry customer'],
  functions: REMEMBERED,
  snapshot: {
    name: 'Support triage v3',
    description: 'Sorts incoming tickets',
    model: 'gpt-5.2',
    instructions:
      'You are a support agent of a web shop.\nAnswer in the language of the customer.\nNever promise a refund before you have looked at the order with get_order.',
    tools: ['file_search', 'get_order', 'get_shipping'],
    files: [
      { id: 'vs_8Kq2vX1mZpR4', kind: 'vector-store', tool: 'file_search' },
      { id: 'file_T5dW0xQ', kind: 'file', tool: 'code_interpreter' },
    ],
    readAt: NOW - 3_600_000,
  },
})

const CONNECTIONS = [
  server({
    signIn: 'api-key',
    headers: ['x-team', 'x-gateway-token'],
    query: [{ name: 'api-version', value: '2025-05-01' }],
    runLimitSeconds: 120,
    requestsPerMinute: 60,
    certificates: { fileName: 'company-root.pem', pem: '' },
  }),
  server({
    id: 'lab',
    name: 'Lab machine',
    baseUrl: 'http://192.168.1.20:8000/v1',
    unencryptedOrigin: 'http://192.168.1.20:8000',
    key: { kept: 'none' },
    signIn: 'none',
  }),
  server({
    id: 'azure',
    name: 'Azure 測試環境',
    baseUrl: 'https://contoso.services.ai.azure.com/api/projects/support',
    key: { kept: 'unreadable', because: { reason: 'not-opened' } },
  }),
  practice,
]

const ASSISTANTS = [
  read,
  assistant({ id: 'tone', nickname: '語氣檢查', remoteId: 'asst_tone', colour: 'rose' }),
  assistant({
    id: 'lab1',
    nickname: 'Lab experiment',
    remoteId: 'asst_lab',
    colour: 'amber',
    connectionId: 'lab',
  }),
  guide,
  assistant({
    id: 'old',
    nickname: 'Old onboarding',
    remoteId: 'asst_old',
    colour: 'slate',
    archivedAt: NOW,
  }),
]

const LISTED: ListedAssistant[] = Array.from({ length: 250 }, (_, at) => ({
  remoteId: `asst_${String(at).padStart(4, '0')}Kq2vX1mZpR4`,
  name: at % 7 === 0 ? null : `Assistant ${at + 1}`,
  model: at % 5 === 0 ? null : 'gpt-5.2',
  assistantId: at === 3 ? 'support' : null,
}))

const desk = ({ locale, theme }: Look, over: Partial<Scene> = {}): Scene => ({
  state: appState({
    locale,
    settings: settingsIn(theme, locale),
    connections: CONNECTIONS,
    assistants: ASSISTANTS,
    conversations: [
      conversation({ id: 'one', title: '', threadId: null, assistantId: 'lab1', updatedAt: NOW }),
    ],
  }),
  pages: { one: page([], [], { conversation: conversation({ id: 'one', title: '', assistantId: 'lab1' }) }) },
  ...over,
})

export const CONNECTION_SCENES = {
  /** Several connections and assistants; picking reads a list of 250. */
  connections: (look: Look) =>
    desk(look, { replies: { 'assistants.listAtServer': { assistants: LISTED, end: 'whole' } } }),
  /** Everything that is asked of main goes wrong. */
  wrong: (look: Look) =>
    desk(look, {
      failures: {
        'assistants.connect': {
          kind: 'assistant-known',
          assistantId: 'support',
          nickname: 'Support triage',
          isArchived: false,
        },
        'assistants.change': { kind: 'invalid-fields', fields: { assistantId: 'required' } },
        'assistants.refresh': { kind: 'assistant-not-found', assistantId: 'asst_abc123' },
        'assistants.listAtServer': { kind: 'key-refused', host: 'agents.example.com' },
        'connections.save': {
          kind: 'invalid-fields',
          fields: {
            apiKey: 'key-for-another-server',
            headers: 'header-signs-in',
            runLimitSeconds: 'out-of-range',
          },
        },
      },
    }),
} satisfies Record<string, (look: Look) => Scene>
