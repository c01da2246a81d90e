/** A conversation and its messages: ours, kept here whatever becomes of the thread at the server. */
import type { Attachment } from './attachment.ts'
import type { Run } from './run-record.ts'

/** A place in a text that points to a file or page. Offsets are UTF-16 and have been checked against the text. */
export interface Citation {
  start: number
  end: number
  /** The characters at that place, such as `【4:0†guide.md】`. */
  marker: string
  kind: 'file' | 'produced-file' | 'url' | 'unnamed'
  fileId: string | null
  fileName: string | null
  url: string | null
  quote: string | null
}

/** One part of a message's content. */
export type Part =
  | { type: 'text'; text: string; citations: Citation[] }
  | { type: 'image'; fileId: string }
  | { type: 'image-url'; url: string }
  | { type: 'refusal'; text: string }
  | AttachedFile
  /** A kind this version does not know: shown as raw JSON. */
  | { type: 'unknown'; raw: string }

/** A file of a question. Its bytes are kept by main until the question is at the server. */
export interface AttachedFile extends Attachment {
  type: 'attachment'
  /** When its upload was first begun, in milliseconds since the epoch; null before that. */
  begunAt: number | null
  /** The file's ID at the server, once it is there: it is never uploaded twice. */
  remoteId: string | null
}

/** `queued`: written while a run was live, waits for its turn. `unsure`: it may or may not have reached the server. */
export type QuestionStatus = 'queued' | 'sending' | 'sent' | 'unsure' | 'failed'
/** `partial`: the run ended before the answer was whole. */
export type AnswerStatus = 'growing' | 'complete' | 'partial'

interface MessageBase {
  /** Ours. A question's goes out as `client_msg_id` in the message's metadata. */
  id: string
  conversationId: string
  /** Grows by one with each message of the conversation, from 1. */
  position: number
  /** The ID at the server. */
  remoteId: string | null
  content: Part[]
  /** Milliseconds since the epoch, by our clock. */
  createdAt: number
}

/** What a person asked. */
export interface Question extends MessageBase {
  role: 'user'
  status: QuestionStatus
}

/** What a run said: one of its messages. */
export interface Answer extends MessageBase {
  role: 'assistant'
  status: AnswerStatus
  /** Our ID of the run that wrote it; empty for one that was read from the server's thread and has no run of ours. */
  runId: string
}

export type Message = Question | Answer

/** What the sidebar and the header show. */
export interface Conversation {
  id: string
  assistantId: string
  /** Empty until there is a first question. */
  title: string
  threadId: string | null
  createdAt: number
  updatedAt: number
  /** What is typed and not sent. */
  draft: string
  /** True while a run of it is open. */
  isBusy: boolean
  /** True when an answer came in that has not been looked at. */
  hasNews: boolean
  /** Stands above the others. */
  isPinned: boolean
  /** Put away, not deleted; null while it is in the list. Milliseconds since the epoch. */
  archivedAt: number | null
  /** The server no longer has the thread: readable here, and to be gone on with in a new thread. */
  isThreadGone: boolean
}

/** What can be done to many conversations at once. */
export interface Arrangement {
  isPinned?: boolean | undefined
  isArchived?: boolean | undefined
}

/** A deleted conversation as it is listed until it is gone for good. */
export interface RemovedConversation {
  id: string
  assistantId: string
  title: string
  threadId: string | null
  /** Milliseconds since the epoch. */
  removedAt: number
}

/** How long a deleted conversation can be brought back. */
export const KEPT_DAYS = 30

/** A conversation with nothing in it yet. */
export const newConversation = (
  { id, assistantId }: Pick<Conversation, 'id' | 'assistantId'>,
  now: number,
): Conversation => ({
  id,
  assistantId,
  title: '',
  threadId: null,
  createdAt: now,
  updatedAt: now,
  draft: '',
  isBusy: false,
  hasNews: false,
  isPinned: false,
  archivedAt: null,
  isThreadGone: false,
})

/** One page of a conversation, newest messages last, with the runs that belong to them. */
export interface ConversationPage {
  conversation: Conversation
  /** Grows by one with each stored change of the conversation. */
  revision: number
  messages: Message[]
  runs: Run[]
  /** True when there are messages before the first of these. */
  hasEarlier: boolean
  /** True when there are messages after the last of these. */
  hasLater: boolean
}

/** The files that go with a message. */
export const attachedFilesOf = ({ content }: Pick<Message, 'content'>): AttachedFile[] =>
  content.filter((part) => part.type === 'attachment')

/** The text of a message without its marks. */
export const plainText = ({ content }: Pick<Message, 'content'>): string =>
  content
    .map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : ''))
    .join('\n\n')
    .trim()

const TITLE_LENGTH = 60
/** One visible character may be made of thousands of marks. */
const TITLE_UNITS = 1_000
const RENAMED_UNITS = 200

/** Control characters and those that turn the direction of what stands beside. */
const NOT_IN_TITLES = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** A title as a person typed or pasted it: one line, of nothing that cannot be seen, cut between characters a person sees as one. */
export function cleanTitle(written: string): string {
  const line = written.toWellFormed().replace(NOT_IN_TITLES, ' ').trim()
  return cutAt(line, { characters: RENAMED_UNITS, units: RENAMED_UNITS }).trimEnd()
}

function cutAt(line: string, most: { characters: number; units: number }): string {
  let characters = 0
  for (const { index, segment } of new Intl.Segmenter().segment(line)) {
    // Cut by force only where the very first character is longer than everything may be.
    if (index === 0 && segment.length > most.units) return line.slice(0, most.units).toWellFormed()
    if (characters === most.characters || index + segment.length > most.units) return line.slice(0, index)
    characters += 1
  }
  return line
}

/** A title from the first question: its first line, cut between characters a person sees as one. */
export function titleFrom(text: string): string {
  const [first = ''] = text.trim().split(/[\r\n\u2028\u2029]/, 1)
  const line = first.toWellFormed().replace(NOT_IN_TITLES, ' ').trim()
  const cut = cutAt(line, { characters: TITLE_LENGTH, units: TITLE_UNITS })
  return cut === line ? line : `${cut.trimEnd()}…`
}
