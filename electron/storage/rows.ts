/** Turns rows of the history database into conversations, messages and runs, and back. A row this version cannot read is shown, not crashed on. */
import type { Answer, Conversation, Message, Part, Question } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'

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
  try {
    return JSON.parse(json) as Part[]
  } catch {
    return [{ type: 'unknown', raw: json }]
  }
}

/** Null when the record cannot be read: the conversation's messages are still there without it. */
export function toRun(row: Row | undefined): Run | null {
  if (row === undefined) return null
  try {
    return JSON.parse(text(row['record'])) as Run
  } catch {
    return null
  }
}
