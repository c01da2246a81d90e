/** What an exported conversation looks like as JSON, and how an export is asked for. `version` grows when a field changes its meaning. */
import type { AssistantSnapshot } from './assistant.ts'
import type { Message } from './conversation.ts'
import type { Run } from './run-record.ts'

export const EXPORT_FORMATS = ['markdown', 'html', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The ending of a file of each format. */
export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  markdown: 'md',
  html: 'html',
  json: 'json',
}

/** Names the format inside a file, whatever the file is called. */
export const EXPORT_NAME = 'assistant-desk-conversation'
/** Grows when a reader of older exports could misread a new one. */
export const EXPORT_VERSION = 1

/** A moment as people and programs read it: ISO 8601 with the zone's distance, such as `2026-11-22T14:05:09.120+08:00`. */
export type Stamp = string

export interface ExportedAssistant {
  /** Ours. */
  id: string
  /** The ID at the server. */
  remoteId: string
  nickname: string
}

/** Which server it was: never a key, no headers, no query. */
export interface ExportedConnection {
  name: string
  kind: 'server' | 'practice'
  baseUrl: string
}

export interface ExportedConversation {
  id: string
  title: string
  threadId: string | null
  createdAt: Stamp
  updatedAt: Stamp
}

export interface ExportedMessage extends Pick<
  Message,
  'id' | 'position' | 'role' | 'status' | 'remoteId' | 'content'
> {
  /** Of an answer: our ID of the run that wrote it. */
  runId: string | null
  createdAt: Stamp
}

export interface ExportedRun extends Pick<
  Run,
  | 'id'
  | 'messageId'
  | 'state'
  | 'rawStatus'
  | 'threadId'
  | 'remoteId'
  | 'calls'
  | 'results'
  | 'automaticCalls'
  | 'steps'
  | 'usage'
  | 'error'
  | 'polls'
> {
  startedAt: Stamp
  firstTextAt: Stamp | null
  endedAt: Stamp | null
  expiresAt: Stamp | null
  /** What the server said of the assistant when the run began; null where that is not known. */
  assistantSnapshot: AssistantSnapshot | null
}

/** One file of JSON. Messages and runs are written one after the other, so that no length is too long. */
export interface ExportFile {
  format: typeof EXPORT_NAME
  version: typeof EXPORT_VERSION
  exportedAt: Stamp
  /** As the IANA names it, such as `Asia/Taipei`. */
  timeZone: string
  app: { name: string; version: string }
  conversation: ExportedConversation
  assistant: ExportedAssistant | null
  connection: ExportedConnection | null
  /** Oldest first. */
  messages: ExportedMessage[]
  /** In the order they were begun. */
  runs: ExportedRun[]
}

/** What became of an export. Names only: paths stay in main. */
export interface ExportOutcome {
  files: number
  /** The file's name for one conversation, else the folder's. */
  name: string
  /** The name of the folder it lies in. */
  folder: string
}
