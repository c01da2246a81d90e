/** Finds or builds the backend for a conversation: the right server, its key, its way of answering. */
import type { AssistantService } from './assistants/assistant-service.ts'
import type { Directory, Keys, ServerAddress } from './assistants/ports.ts'
import { createAssistantsV2 } from './backends/assistants-v2/backend.ts'
import type { Recorder } from './backends/exchange.ts'
import { createHttp } from './backends/http.ts'
import type { AssistantBackend, ConversationStore } from './conversations/ports.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import type { Practice } from './compose-practice.ts'
import type { Delivery, StoredConnection } from '../shared/domain/connection.ts'
import { Failure } from '../shared/errors.ts'

interface World {
  assistants: AssistantService
  conversations: ConversationStore
  keys: Keys
  practice: Practice
  clock: Clock
  log: Log
  random(): number
  runLimitMs(): number
  secrets(): string[]
  /** Hears of every request sent for a conversation. */
  record: Recorder
}

export interface Backends {
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend; assistantId: string }>
  /** Null when the file cannot be had. */
  readRemoteFile(conversationId: string, fileId: string): Promise<Uint8Array | null>
}

const FILE_WITHIN_MS = 60_000

/** Asks a server for an assistant, outside any conversation. */
export function composeDirectory(world: Pick<World, 'clock' | 'log' | 'random' | 'runLimitMs'>): Directory {
  return {
    findAssistant(server, assistantId) {
      const backend = build(server, 'automatic', {
        ...world,
        secrets: () => (server.key === null ? [] : [server.key]),
      })
      return backend.findAssistant(assistantId, new AbortController().signal)
    },
  }
}

export function composeBackends(world: World): Backends {
  const built = new Map<string, AssistantBackend>()

  async function addressOf(connection: StoredConnection): Promise<ServerAddress> {
    if (connection.kind === 'practice') return world.practice.address()
    const origin = new URL(connection.baseUrl).origin
    const key = world.keys.get(connection.id)
    // The form already refuses this; here it holds whatever a settings file says.
    if (key !== null && world.keys.originOf(connection.id) !== origin)
      throw new Failure({ kind: 'key-missing' })
    return { baseUrl: connection.baseUrl, key }
  }

  async function backendFor(conversationId: string) {
    const conversation = world.conversations.find(conversationId)
    if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    const { assistant, connection } = world.assistants.connectionOf(conversation.assistantId)
    const server = await addressOf(connection)
    // What a backend learned of a server holds for that address and key only.
    const name = JSON.stringify([
      connection.id,
      server.baseUrl,
      server.key,
      connection.delivery,
      world.runLimitMs(),
    ])
    const backend = built.get(name) ?? build(server, connection.delivery, world)
    built.set(name, backend)
    return { backend, assistantId: assistant.remoteId }
  }

  return {
    backendFor,
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

function build(
  { baseUrl, key }: ServerAddress,
  delivery: Delivery,
  {
    clock,
    log,
    random,
    runLimitMs,
    secrets,
    record,
  }: Pick<World, 'clock' | 'log' | 'random' | 'runLimitMs' | 'secrets'> & Partial<Pick<World, 'record'>>,
): AssistantBackend {
  const http = createHttp({
    baseUrl,
    key: () => key,
    clock,
    log,
    secrets,
    ...(record === undefined ? {} : { record }),
  })
  return createAssistantsV2({ http, clock, random, log, delivery, runLimitMs: runLimitMs() })
}
