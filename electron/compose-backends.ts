/** Finds or builds the backend for a conversation: the right server, its key, its way of answering. */
import type { AssistantService } from './assistants/assistant-service.ts'
import type { ConnectionService } from './assistants/connection-service.ts'
import type { Directory, ServerAddress } from './assistants/ports.ts'
import { createAssistantsV2 } from './backends/assistants-v2/backend.ts'
import { createDirectory } from './backends/assistants-v2/directory.ts'
import type { Tools } from './backends/assistants-v2/session.ts'
import type { Recorder } from './backends/exchange.ts'
import type { AssistantBackend } from './conversations/ports.ts'
import type { ConversationStore } from './conversations/store-ports.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import type { Sending } from './compose-sending.ts'
import type { StoredConnection } from '../shared/domain/connection.ts'
import { Failure } from '../shared/errors.ts'

interface World {
  assistants: AssistantService
  conversations: ConversationStore
  connections: Pick<ConnectionService, 'addressOf'>
  sending: Pick<Sending, 'httpTo'>
  clock: Clock
  log: Log
  random(): number
  /** How long a run may take there before the app asks. */
  runLimitMs(connection: StoredConnection): number
  /** Hears of every request sent for a conversation. */
  record: Recorder
}

export interface Backends {
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend; assistantId: string }>
  /** The same for an assistant without a conversation. `assistantId` of the reply is the server's. */
  backendOf(assistantId: string): Promise<{ backend: AssistantBackend; assistantId: string }>
  /** Null when the file cannot be had. */
  readRemoteFile(conversationId: string, fileId: string): Promise<Uint8Array | null>
}

const FILE_WITHIN_MS = 60_000

/** Asks a server for its assistants, outside any conversation. */
export function composeDirectory(world: Pick<World, 'clock' | 'random' | 'sending'>): Directory {
  const at = (server: ServerAddress) => createDirectory({ ...world, http: world.sending.httpTo(server) })
  return {
    findAssistant: (server, assistantId, how = {}) =>
      at(server).findAssistant(assistantId, { ...how, signal: new AbortController().signal }),
    listAssistants: (server, how) => at(server).listAssistants(how),
  }
}

export function composeBackends(world: World): Backends {
  const built = new Map<string, AssistantBackend>()

  async function backendFor(conversationId: string) {
    const conversation = world.conversations.find(conversationId)
    if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    return backendOf(conversation.assistantId)
  }

  async function backendOf(assistantId: string) {
    const { assistant, connection } = world.assistants.connectionOf(assistantId)
    const server = await world.connections.addressOf(connection.id)
    const runLimitMs = world.runLimitMs(connection)
    // What a backend learned of a server holds for that address and key only.
    const name = JSON.stringify([connection.id, server, connection.delivery, runLimitMs])
    const backend = built.get(name) ?? build(server, { ...world, delivery: connection.delivery, runLimitMs })
    built.set(name, backend)
    return { backend, assistantId: assistant.remoteId }
  }

  return {
    backendFor,
    backendOf,
    async readRemoteFile(conversationId, fileId) {
      const deadline = new AbortController()
      const disarm = world.clock.after(FILE_WITHIN_MS, () => deadline.abort())
      try {
        const { backend } = await backendFor(conversationId)
        return await backend.readFile(fileId, deadline.signal)
      } catch (thrown) {
        world.log('info', 'backends', 'file not read', { error: String(thrown) })
        return null
      } finally {
        disarm()
      }
    },
  }
}

type BuildWorld = Omit<World, 'runLimitMs'> & Pick<Tools, 'delivery' | 'runLimitMs'>

function build(server: ServerAddress, { sending, record, ...tools }: BuildWorld): AssistantBackend {
  const { clock, random, log, delivery, runLimitMs } = tools
  return createAssistantsV2({
    http: sending.httpTo(server, record),
    clock,
    random,
    log,
    delivery,
    runLimitMs,
  })
}
