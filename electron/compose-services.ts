/** Builds what the product does: assistants, conversations, turns, and the backends they speak through. */
import type { AppEvent } from '../shared/contract/events.ts'
import type { StoredConnection } from '../shared/domain/connection.ts'
import { Failure, toAppError } from '../shared/errors.ts'
import type { AssistantService } from './assistants/assistant-service.ts'
import type { CertificateDialog } from './assistants/ports.ts'
import type { RememberedAnswers } from './assistants/remembered-answers.ts'
import { composeAssistants } from './compose-assistants.ts'
import { composeBackends, composeDirectory, type Backends } from './compose-backends.ts'
import { composeCheck } from './compose-check.ts'
import { composeFiles } from './compose-files.ts'
import { composeKept } from './compose-kept.ts'
import type { Practice } from './compose-practice.ts'
import type { Sending } from './compose-sending.ts'
import type { Storage } from './compose-storage.ts'
import type { FunctionAnswers } from './conversations/persons-turn.ts'
import type { FileDialogs } from './conversations/ports.ts'
import type { ConversationStore } from './conversations/store-ports.ts'
import { createExchangeLog } from './backends/exchange-log.ts'
import { createConversationService } from './conversations/conversation-service.ts'
import { createInspector } from './conversations/inspector.ts'
import { purgeExpired } from './conversations/recently-deleted.ts'
import { createTurnService, type TurnService, type TurnServiceWorld } from './conversations/turn-service.ts'
import { systemClock as clock } from './platform/clock.ts'
import { systemIds as ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'
import { systemRandom as random } from './platform/random.ts'

interface ServiceWorld {
  storage: Storage
  publish(event: AppEvent): void
  practice: Practice
  log: Log
  secrets(): string[]
  sending: Sending
  dataFolder: string
  dialogs: FileDialogs & CertificateDialog
}

export function composeServices(world: ServiceWorld) {
  const { storage, publish, log, secrets, sending } = world
  const { conversations: store } = storage
  const usualLimit = () => storage.settings.read().settings.runLimitSeconds
  const limitAt = (at: StoredConnection | null) => (at?.runLimitSeconds ?? usualLimit()) * 1_000
  const reportBug = (thrown: unknown) => {
    log('error', 'main', 'bug', { error: thrown instanceof Error ? thrown.stack : String(thrown) })
    if (toAppError(thrown).kind === 'storage-failed')
      publish({ type: 'notice', notice: { id: 'disk', kind: 'disk-full' } })
  }
  const known = composeAssistants({
    ...world,
    directory: composeDirectory({ clock, random, sending }),
    reportBug,
  })
  const { assistants, answers, connections } = known
  const checks = composeCheck({ connections, sending, clock, publish })
  const exchanges = createExchangeLog()
  const backends = composeBackends({
    assistants,
    conversations: store,
    connections,
    sending,
    clock,
    log,
    random,
    runLimitMs: limitAt,
    record: exchanges.record,
  })
  // First: what is gone for good takes its files with it.
  const purged = purgeExpired(store, clock)
  if (purged > 0) log('info', 'storage', 'deleted for good', { conversations: purged })
  known.purge()
  const { files, savedFiles } = composeFiles({ ...world, assistants, backends })
  const { turns, conversations } = composeConversations({
    ...world,
    limitMs: (conversationId) => limitAt(connectionFor(conversationId, { store, assistants })),
    reportBug,
    publish: known.noteRuns(publish),
    answers,
    backends,
    attachments: files,
  })
  const kept = composeKept({ storage, assistants, backends, turns, conversations, files, publish })
  const { turns: runs, journal, runSnapshots: snapshots } = storage
  const inspector = createInspector({ store: runs, journal, snapshots, exchanges, secrets })
  return { ...known, checks, backends, turns, conversations, ...kept, inspector, files, savedFiles }
}

/** Null for a conversation whose assistant or connection is gone. */
function connectionFor(
  conversationId: string,
  { store, assistants }: { store: ConversationStore; assistants: AssistantService },
): StoredConnection | null {
  try {
    return assistants.connectionOf(store.find(conversationId)?.assistantId ?? '').connection
  } catch (thrown) {
    if (thrown instanceof Failure) return null
    throw thrown
  }
}

interface ConversationWorld extends Pick<ServiceWorld, 'storage' | 'publish' | 'log'> {
  limitMs(conversationId: string): number
  reportBug(thrown: unknown): void
  answers: RememberedAnswers
  backends: Backends
  attachments: TurnServiceWorld['attachments']
}

function composeConversations({ storage, answers, backends, ...world }: ConversationWorld) {
  const { conversations: store } = storage
  const turns: TurnService = createTurnService({
    ...world,
    conversations: store,
    store: storage.turns,
    clock,
    ids,
    backendFor: backends.backendFor,
    functionAnswers: functionAnswersOf(answers, store),
  })
  const conversations = createConversationService({
    conversations: store,
    typed: storage.turns,
    publish: world.publish,
    clock,
    ids,
    keepSafe: turns.keepSafe,
    resumeOne: turns.resumeOne,
  })
  return { turns, conversations }
}

/** A conversation whose assistant is gone has nothing remembered. */
const functionAnswersOf = (answers: RememberedAnswers, store: ConversationStore): FunctionAnswers => ({
  automatic: (conversationId, calls) =>
    answers.automaticResults(store.find(conversationId)?.assistantId ?? '', calls),
  keep: (conversationId, given) => answers.keepAnswers(store.find(conversationId)?.assistantId ?? '', given),
})
