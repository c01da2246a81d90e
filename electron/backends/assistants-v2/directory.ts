/** What a server says of its assistants: of one by its ID, or page by page of all. Read loosely, as everything here. */
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import { withoutUnseen } from '../../../shared/domain/unseen.ts'
import { retryRead } from '../retry.ts'
import { asId, asList, asObject, asText, assistantListReply, assistantReply } from './replies.ts'
import * as requests from './requests.ts'
import type { Tools } from './session.ts'

export interface ListedPage {
  assistants: { remoteId: string; name: string | null; model: string | null }[]
  /** Null when the server does not say. */
  hasMore: boolean | null
  /** Null when nothing on the page has an ID. */
  next: string | null
}

export interface AssistantDirectory {
  /** With `isOnce` a failing read is not tried again. @throws Failure */
  findAssistant(
    assistantId: string,
    how: { signal: AbortSignal; isOnce?: boolean },
  ): Promise<AssistantSnapshot>
  /** The page after the entry named; the first when it is null. @throws Failure */
  listAssistants(how: { after: string | null; signal: AbortSignal }): Promise<ListedPage>
}

/** As many as the protocol gives on one page. */
const PAGE = 100

export const createDirectory = (tools: Pick<Tools, 'http' | 'clock' | 'random'>): AssistantDirectory => ({
  async findAssistant(assistantId, { signal, isOnce = false }) {
    const ask = () => tools.http.json({ ...requests.findAssistant(assistantId), signal }, assistantReply)
    const { value } = await (isOnce ? ask() : retryRead(ask, { ...tools, signal }))
    return toSnapshot(value, tools.clock.now())
  },
  async listAssistants({ after, signal }) {
    const query = { limit: PAGE, order: 'desc' as const, ...(after === null ? {} : { after }) }
    const ask = () => tools.http.json({ ...requests.listAssistants(query), signal }, assistantListReply)
    const { value } = await retryRead(ask, { ...tools, signal })
    const assistants = value.data.flatMap(toListed)
    const next = assistants.at(-1)?.remoteId ?? null
    return { assistants, hasMore: value.has_more ?? null, next }
  },
})

/** Nothing for an entry without an ID: it could not be asked anything. */
function toListed(entry: unknown): ListedPage['assistants'] {
  const { id, name, model } = asObject(entry)
  const remoteId = asId(id)
  return remoteId === null ? [] : [{ remoteId, name: nameOf(name), model: asText(model) }]
}

/** A name is looked at and never sent, so what cannot be seen in it is left out. */
const nameOf = (value: unknown): string | null => withoutUnseen(asText(value) ?? '').trim() || null

interface AssistantReply {
  name?: unknown
  description?: unknown
  model?: unknown
  instructions?: unknown
  tools?: unknown
  tool_resources?: unknown
}

export function toSnapshot(reply: AssistantReply, readAt: number): AssistantSnapshot {
  const tools = asList(reply.tools).map((entry) => {
    const tool = asObject(entry)
    return asText(asObject(tool['function'])['name']) ?? asText(tool['type']) ?? 'unknown'
  })
  return {
    name: nameOf(reply.name),
    description: asText(reply.description),
    model: asText(reply.model),
    instructions: asText(reply.instructions),
    tools,
    files: filesOf(reply.tool_resources),
    readAt,
  }
}

/** Under each tool stand lists of IDs: of files for the one, of vector stores for the other. */
const filesOf = (resources: unknown): AssistantSnapshot['files'] =>
  Object.entries(asObject(resources)).flatMap(([tool, held]) => {
    const { file_ids: files, vector_store_ids: stores } = asObject(held)
    const named = (kind: 'file' | 'vector-store', ids: unknown) =>
      asList(ids).flatMap((entry) => {
        const id = asId(entry)
        return id === null ? [] : [{ id, kind, tool }]
      })
    return [...named('file', files), ...named('vector-store', stores)]
  })
