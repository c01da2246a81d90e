/** Builds what the product does: assistants, conversations, turns, and the backends they speak through. */
import type { AppEvent } from '../shared/contract/events.ts'
import { toAppError } from '../shared/errors.ts'
import { createAssistantService } from './assistants/assistant-service.ts'
import { composeBackends, composeDirectory } from './compose-backends.ts'
import type { Practice } from './compose-practice.ts'
import type { Storage } from './compose-storage.ts'
import { createConversationService } from './conversations/conversation-service.ts'
import { createTurnService, type TurnService } from './conversations/turn-service.ts'
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
}

export function composeServices({ storage, publish, practice, log, secrets }: ServiceWorld) {
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
  })
  const turns: TurnService = createTurnService({
    conversations: store,
    store: storage.turns,
    publish,
    clock,
    ids,
    log,
    backendFor: backends.backendFor,
    limitMs,
    reportBug,
  })
  const conversations = createConversationService({
    conversations: store,
    publish,
    clock,
    ids,
    keepSafe: turns.keepSafe,
    resumeOne: turns.resumeOne,
  })
  return { assistants, backends, turns, conversations }
}
