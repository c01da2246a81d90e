/** The app without its window: the real services, backend and database, composed as electron/compose.ts does. */
import { createAssistantsV2 } from '../../electron/backends/assistants-v2/backend.ts'
import { createHttp } from '../../electron/backends/http.ts'
import { createConversationService } from '../../electron/conversations/conversation-service.ts'
import type { AssistantBackend } from '../../electron/conversations/ports.ts'
import type { ConversationStore, TurnStore } from '../../electron/conversations/store-ports.ts'
import { noFiles } from '../../electron/conversations/test-files.ts'
import { createTurnService, type TurnService } from '../../electron/conversations/turn-service.ts'
import { systemClock, type Clock } from '../../electron/platform/clock.ts'
import { systemIds } from '../../electron/platform/ids.ts'
import { silentLog, type Log } from '../../electron/platform/log.ts'
import { systemRandom } from '../../electron/platform/random.ts'
import { createConversationStore } from '../../electron/storage/conversation-store.ts'
import { openHistoryFile } from '../../electron/storage/history-file.ts'
import { loadSqlite } from '../../electron/storage/kept-database.ts'
import { createTurnStore } from '../../electron/storage/turn-store.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import { isOver } from '../../shared/domain/run.ts'
import { until } from './fast-clock.ts'
import { beginLife, mortalClock, mortalDatabase, mortalHttp, type Life } from './mortal.ts'

export type Delivery = 'automatic' | 'streaming' | 'polling'

export interface EngineOptions {
  /** Where the history is kept; it must be there. */
  folder: string
  baseUrl: string
  key: string
  /** How a conversation's answers come. */
  delivery(conversation: Conversation): Delivery
  clock?: Clock
  limitMs?: number
  publish?(event: AppEvent): void
  reportBug?(thrown: unknown): void
  log?: Log
}

export interface Engine {
  turns: TurnService
  conversations: ConversationStore
  store: TurnStore
  /** What had to be mended to open the history; null when nothing. */
  recovery: unknown
  /** A new conversation with an assistant, by its ID at the server. */
  begin(assistantId: string): string
  /** Returns the message's ID once the question is stored, which is when the window may forget it. */
  send(conversationId: string, text: string): string
  /** True when no run is open and no question waits; false when that took longer than `withinMs` of real time. */
  waitOver(withinMs: number): Promise<boolean>
  isIdle(): boolean
  isAlive(): boolean
  /** Ends as the app does when it is quit. */
  close(): void
  /** Ends as the app does when it is killed: nothing more is written, requests break off. */
  crash(): void
}

/** Does not take up what was open: call `turns.resume()`, as the app does once its window can hear. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const life = beginLife()
  const clock = mortalClock(options.clock ?? systemClock, life)
  const now = () => clock.now()
  const history = openHistoryFile({ folder: options.folder, open: await loadSqlite(), now })
  const database = mortalDatabase(history.database, life)
  const conversations = createConversationStore(database, now)
  const store = createTurnStore(database)
  const publish = (event: AppEvent) => options.publish?.(event)
  const turns = createTurnService({
    conversations,
    store,
    publish,
    clock,
    ids: systemIds,
    log: options.log ?? silentLog,
    backendFor: composeBackends(options, { clock, life, conversations }),
    limitMs: () => options.limitMs ?? 300_000,
    attachments: noFiles,
    // Every function call is for the person.
    functionAnswers: { automatic: () => null, keep: () => undefined },
    reportBug: (thrown) => {
      if (!life.isOver()) options.reportBug?.(thrown)
    },
  })
  return {
    turns,
    conversations,
    store,
    recovery: history.recovery,
    isAlive: () => !life.isOver(),
    ...handles({ turns, conversations, store, publish, clock }),
    close() {
      turns.close()
      history.database.close()
      life.end()
    },
    crash() {
      life.end()
      history.database.close()
    },
  }
}

interface Insides {
  turns: TurnService
  conversations: ConversationStore
  store: TurnStore
  publish(event: AppEvent): void
  clock: Clock
}

function handles(insides: Insides) {
  const { turns, conversations, store } = insides
  const { keepSafe, resumeOne } = turns
  const desk = createConversationService({ ...insides, typed: store, ids: systemIds, keepSafe, resumeOne })
  const isIdle = () =>
    store.conversationsWithQueue().length === 0 &&
    conversations.list().every(({ id }) => {
      const run = store.latestRun(id)
      return run === null || isOver(run)
    })
  return {
    begin: (assistantId: string) => desk.create({ assistantId }).conversationId,
    send(conversationId: string, text: string) {
      const messageId = systemIds.next()
      turns.send({ conversationId, messageId, text })
      return messageId
    },
    isIdle,
    waitOver: (withinMs: number) => until(isIdle, withinMs),
  }
}

function composeBackends(
  { baseUrl, key, delivery, limitMs = 300_000, log = silentLog }: EngineOptions,
  { clock, life, conversations }: { clock: Clock; life: Life; conversations: ConversationStore },
) {
  const built = new Map<Delivery, AssistantBackend>()
  const build = (how: Delivery) => {
    const http = mortalHttp(createHttp({ baseUrl, key: () => key, clock, log }), life)
    return createAssistantsV2({
      http,
      clock,
      random: systemRandom,
      log,
      delivery: how,
      runLimitMs: limitMs,
    })
  }
  return async (conversationId: string) => {
    const conversation = conversations.find(conversationId)
    if (conversation === null) throw new Error('no such conversation')
    const how = delivery(conversation)
    const backend = built.get(how) ?? build(how)
    built.set(how, backend)
    return { backend, assistantId: conversation.assistantId }
  }
}
