/** A chat for tests: the services over a store in memory, a clock that stands still, and a server the test speaks for. */
import type { AppEvent } from '../../shared/contract/events.ts'
import { newConversation, type Conversation } from '../../shared/domain/conversation.ts'
import type { AppError } from '../../shared/errors.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createConversationService } from './conversation-service.ts'
import type { AssistantBackend, Turn, TurnEvent } from './ports.ts'
import { noFiles } from './test-files.ts'
import { createTestStore, type TestStore } from './test-store.ts'
import { createThreadOpener } from './opened-threads.ts'
import { createTurnService, type TurnServiceWorld } from './turn-service.ts'

/** One time a backend was asked to follow a turn; the test says what the server says. */
export interface Following {
  turn: Turn
  signal: AbortSignal
  say(...events: TurnEvent[]): Promise<void>
  /** The generator returns. */
  end(): Promise<void>
  /** The generator throws. */
  fail(thrown: unknown): Promise<void>
}

export interface LogLine {
  level: string
  event: string
  facts: Record<string, unknown> | undefined
}

/** Lets everything that is due happen, without any time passing. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}

type Outside = Partial<Pick<TurnServiceWorld, 'backendFor' | 'limitMs' | 'attachments' | 'functionAnswers'>>

/** `store` of an earlier chat makes this one the same app after a restart. */
export function createTestChat(
  outside: Outside & { store?: TestStore; startsAt?: number; cancel?: AssistantBackend['cancel'] } & Partial<
      Pick<AssistantBackend, 'findOpenRun' | 'readThread'>
    > = {},
) {
  const happened: string[] = []
  const store = outside.store ?? createTestStore((what) => happened.push(what))
  const clock = createTestClock(outside.startsAt)
  const ids = outside.store === undefined ? createTestIds() : laterIds()
  const events: AppEvent[] = []
  const log: LogLine[] = []
  const bugs: unknown[] = []
  const followings: Following[] = []
  const cancels: { threadId: string; remoteId: string }[] = []

  const backend: AssistantBackend = {
    follow(turn, signal) {
      happened.push('backend asked')
      const { following, words } = createFollowing(turn, signal)
      followings.push(following)
      return words
    },
    async cancel(at, signal) {
      cancels.push(at)
      await outside.cancel?.(at, signal)
    },
    async findOpenRun(threadId, signal) {
      happened.push('open run looked for')
      return (await outside.findOpenRun?.(threadId, signal)) ?? null
    },
    readThread: outside.readThread ?? (() => Promise.reject(new Error('not asked for here'))),
    findAssistant: () => Promise.reject(new Error('not asked for here')),
    readFile: () => Promise.reject(new Error('not asked for here')),
  }
  const world: TurnServiceWorld = {
    conversations: store.conversations,
    store: store.turns,
    publish: (event) => events.push(structuredClone(event)),
    clock,
    ids,
    log: (level, _room, event, facts) => log.push({ level, event, facts }),
    backendFor: outside.backendFor ?? (() => Promise.resolve({ backend, assistantId: 'asst_1' })),
    limitMs: outside.limitMs ?? (() => 300_000),
    attachments: outside.attachments ?? noFiles,
    reportBug: (thrown) => bugs.push(thrown),
    functionAnswers: outside.functionAnswers ?? { automatic: () => null, keep: () => undefined },
  }
  const turns = createTurnService(world)
  const threads = createThreadOpener({
    ...world,
    backendOf: () => Promise.resolve({ backend }),
    isSameServer: (one, other) => one.at(-1) === other.at(-1),
    restore: (names) => conversations.restore(names),
  })
  const conversations = createConversationService({
    ...world,
    typed: store.turns,
    keepSafe: turns.keepSafe,
    resumeOne: turns.resumeOne,
  })
  return {
    backend,
    bugs,
    cancels,
    clock,
    conversations,
    events,
    followings,
    happened,
    log,
    store,
    threads,
    turns,
    ...asked(),
  }

  function asked() {
    const conversationOf = (conversation: Conversation) => conversation.id
    return {
      /** A new conversation's ID. */
      begin(id = 'c1'): string {
        const conversation = { ...emptyConversation, id }
        store.conversations.create(conversation)
        return conversationOf(conversation)
      },
      async send(text: string, conversationId = 'c1'): Promise<string> {
        const messageId = ids.next()
        turns.send({ conversationId, messageId, text })
        await quiet()
        return messageId
      },
      /** The latest run of a conversation and its name. */
      run: (conversationId = 'c1') => store.turns.latestRun(conversationId)!,
      name: (conversationId = 'c1') => ({ conversationId, runId: store.turns.latestRun(conversationId)!.id }),
      /** The last time the backend was asked. */
      last: () => followings.at(-1)!,
      texts: (conversationId = 'c1') =>
        store.turns
          .latestMessages(conversationId, 1_000)
          .map(
            ({ role, status, content }) =>
              `${role} ${status}: ${content.map((part) => ('text' in part ? part.text : part.type)).join('|')}`,
          ),
    }
  }
}

const laterIds = () => {
  const ids = createTestIds()
  return { next: () => ids.next().replace('00000000', '11111111') }
}

const emptyConversation = newConversation({ id: 'c1', assistantId: 'a1' }, 0)

type Word = { event: TurnEvent } | { end: true } | { thrown: unknown }

function createFollowing(turn: Turn, signal: AbortSignal) {
  const waiting: Word[] = []
  let wake = () => undefined as void
  const tell = async (...words: Word[]) => {
    waiting.push(...words)
    wake()
    await quiet()
  }
  async function* listen(): AsyncGenerator<TurnEvent> {
    for (;;) {
      signal.throwIfAborted()
      const word = waiting.shift()
      if (word === undefined) await new Promise<void>((resolve) => waitFor(resolve))
      else if ('event' in word) yield word.event
      else if ('thrown' in word) throw word.thrown
      else return
    }
  }
  const waitFor = (resolve: () => void) => {
    wake = resolve
    signal.addEventListener('abort', resolve, { once: true })
  }
  const following: Following = {
    turn,
    signal,
    say: (...events) => tell(...events.map((event) => ({ event }))),
    end: () => tell({ end: true }),
    fail: (thrown) => tell({ thrown }),
  }
  return { following, words: listen() }
}

/** What a server says of a turn up to its run being at work. */
export const underWay = (runId = 'run_1', threadId = 'thread_1'): TurnEvent[] => [
  { type: 'intended', post: 'thread' },
  { type: 'thread-created', threadId },
  { type: 'intended', post: 'message' },
  { type: 'message-posted', remoteMessageId: `msg_of_${runId}` },
  { type: 'intended', post: 'run' },
  { type: 'run-created', remoteId: runId, expiresAt: null },
  { type: 'status', state: 'running', raw: 'in_progress' },
]

/** A whole answer and the run's end. */
export const answered = (text: string, remoteId = `msg_${text}`): TurnEvent[] => [
  {
    type: 'answers',
    answers: [{ remoteId, content: [{ type: 'text', text, citations: [] }], isPartial: false }],
  },
  ended('completed'),
]

export const ended = (
  state: 'completed' | 'failed' | 'incomplete' | 'expired' | 'cancelled',
  error: AppError | null = null,
): TurnEvent => ({ type: 'ended', state, raw: state, error, usage: null })

export const needsResults = (...callIds: string[]): TurnEvent => ({
  type: 'results-needed',
  calls: callIds.map((callId) => ({ callId, name: 'find_order', argumentsText: '{}' })),
  expiresAt: null,
})
