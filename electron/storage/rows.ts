/** Turns rows of the history database into conversations, messages and runs, and back. A row this version cannot read is shown, not crashed on. */
import type { Answer, Conversation, Message, Part, Question } from '../../shared/domain/conversation.ts'
import { typedResultsSchema, type TypedResults } from '../../shared/domain/typed-results.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'

type Row = Record<string, unknown>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const number = (value: unknown): number => (typeof value === 'number' ? value : Number(value ?? 0))

export const toConversation = (row: Row): Conversation => ({
  id: text(row['id']),
  assistantId: text(row['assistant_id']),
  title: text(row['title']),
  threadId: textOrNull(row['thread_id']),
  createdAt: number(row['created_at']),
  updatedAt: number(row['updated_at']),
  draft: text(row['draft']),
  isBusy: number(row['is_busy']) === 1,
  hasNews: number(row['has_news']) === 1,
  isPinned: number(row['is_pinned']) === 1,
  archivedAt: row['archived_at'] === null ? null : number(row['archived_at']),
  isThreadGone: number(row['is_thread_gone']) === 1,
})

export function toMessage(row: Row): Message {
  const base = {
    id: text(row['id']),
    conversationId: text(row['conversation_id']),
    position: number(row['position']),
    remoteId: textOrNull(row['remote_id']),
    content: toContent(text(row['content'])),
    createdAt: number(row['created_at']),
  }
  // The database is ours: what stands in these columns was written by `saveMessage` from the same unions.
  return row['role'] === 'assistant'
    ? { ...base, role: 'assistant', status: row['status'] as Answer['status'], runId: text(row['run_id']) }
    : { ...base, role: 'user', status: row['status'] as Question['status'] }
}

function toContent(json: string): Part[] {
  const content = parse(json)
  if (!Array.isArray(content)) return [{ type: 'unknown', raw: json }]
  return content.map((part) => (isPart(part) ? part : { type: 'unknown', raw: JSON.stringify(part) }))
}

/** What the text of each kind of part stands under. */
const PART_TEXT: Readonly<Record<Part['type'], string>> = {
  text: 'text',
  image: 'fileId',
  'image-url': 'url',
  refusal: 'text',
  attachment: 'id',
  unknown: 'raw',
}

function isPart(value: unknown): value is Part {
  if (!isObject(value) || typeof value['type'] !== 'string' || !Object.hasOwn(PART_TEXT, value['type']))
    return false
  const isWhole = value['type'] !== 'text' || Array.isArray(value['citations'])
  return isWhole && typeof value[PART_TEXT[value['type'] as Part['type']]] === 'string'
}

/** Null when the record cannot be read: the conversation's messages are still there without it. */
export function toRun(row: Row | undefined): Run | null {
  const record = parse(text(row?.['record']))
  if (!isObject(record)) return null
  const { id, conversationId, messageId, state, startedAt } = record
  const names = { id: text(id), conversationId: text(conversationId), messageId: text(messageId) }
  if (Object.values(names).includes('') || text(state) === '') return null
  // What a later version added to records is filled in; the rest was written by `saveRun`.
  return { ...newRun(names, number(startedAt)), ...(record as Partial<Run>) }
}

/** Nothing where it cannot be read: it was never sent and the call is still there to be answered. */
export function toTypedResults(row: Row | undefined): TypedResults {
  const read = typedResultsSchema.safeParse(parse(text(row?.['typed'])))
  return read.success ? read.data : {}
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
