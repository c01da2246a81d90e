/** Builds what the product does: assistants, conversations, turns, and the backends they speak through. */
import type { AppEvent } from '../shared/contract/events.ts'
import { toAppError } from '../shared/errors.ts'
import { createAssistantService, type AssistantService } from './assistants/assistant-service.ts'
import { composeBackends, composeDirectory, type Backends } from './compose-backends.ts'
import { composeFiles } from './compose-files.ts'
import type { Practice } from './compose-practice.ts'
import type { Storage } from './compose-storage.ts'
import type { FunctionAnswers } from './conversations/persons-turn.ts'
import type { ConversationStore, FileDialogs } from './conversations/ports.ts'
import { createExchangeLog } from './backends/exchange-log.ts'
import { createConversationService } from './conversations/conversation-service.ts'
import { createInspector } from './conversations/inspector.ts'
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
  dataFolder: string
  dialogs: FileDialogs
}

export function composeServices(world: ServiceWorld) {
  const { storage, publish, practice, log, secrets } = world
  const { keys, conversations: store } = storage
  const limitMs = () => storage.settings.read().settings.runLimitSeconds * 1_000
  const reportBug = (thrown: unknown) => {
    log('error', 'main', 'bug', { error: thrown instanceof Error ? thrown.stack : String(thrown) })
    if (toAppError(thrown).kind === 'storage-failed')
      publish({ type: 'notice', notice: { id: 'disk', kind: 'disk-full' } })
  }
  const directory = composeDirectory({ clock, log, random, runLimitMs: limitMs })
  const assistants = createAssistantService({
    store: storage.settings,
    keys,
    directory,
    ids,
    log,
    publish,
    reportBug,
  })
  const exchanges = createExchangeLog()
  const backends = composeBackends({
    assistants,
    conversations: store,
    keys,
    practice,
    clock,
    log,
    random,
    runLimitMs: limitMs,
    secrets,
    record: exchanges.record,
  })
  const { files, savedFiles } = composeFiles({ ...world, assistants, backends })
  const { turns, conversations } = composeConversations({
    ...world,
    limitMs,
    reportBug,
    assistants,
    backends,
    attachments: files,
  })
  const inspector = createInspector({ store: storage.turns, journal: storage.journal, exchanges, secrets })
  return { assistants, backends, turns, conversations, inspector, files, savedFiles }
}

interface ConversationWorld extends Pick<ServiceWorld, 'storage' | 'publish' | 'log'> {
  limitMs(): number
  reportBug(thrown: unknown): void
  assistants: AssistantService
  backends: Backends
  attachments: TurnServiceWorld['attachments']
}

function composeConversations({ storage, assistants, backends, ...world }: ConversationWorld) {
  const { conversations: store } = storage
  const turns: TurnService = createTurnService({
    ...world,
    conversations: store,
    store: storage.turns,
    clock,
    ids,
    backendFor: backends.backendFor,
    functionAnswers: functionAnswersOf(assistants, store),
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
const functionAnswersOf = (assistants: AssistantService, store: ConversationStore): FunctionAnswers => ({
  automatic: (conversationId, calls) =>
    assistants.automaticResults(store.find(conversationId)?.assistantId ?? '', calls),
  keep: (conversationId, given) =>
    assistants.keepAnswers(store.find(conversationId)?.assistantId ?? '', given),
})
