/** What exporting, snapshots and bringing back need from the outside. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { Conversation, Message } from '../../shared/domain/conversation.ts'
import type { ExportedAssistant, ExportedConnection } from '../../shared/domain/export.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { DataOverview, Snapshot, SnapshotKind, SnapshotPreview } from '../../shared/domain/snapshot.ts'

/** A run with what the server said of its assistant when it began. */
export interface RunAndSnapshot {
  run: Run
  snapshot: AssistantSnapshot | null
}

/** Reads conversations from beginning to end, a page at a time. */
export interface ExportSource {
  /** All that are not deleted, newest first. */
  ids(): string[]
  find(conversationId: string): Conversation | null
  countMessages(conversationIds: readonly string[]): number
  /** The next messages after this position, oldest first. */
  messagesAfter(conversationId: string, position: number): Message[]
  runsOf(messageIds: readonly string[]): RunAndSnapshot[]
  /** The runs after the one with this number, in the order they were begun. */
  runsAfter(conversationId: string, number: number): { runs: RunAndSnapshot[]; last: number }
}

/** A file that is being written beside its place. */
export interface WrittenFile {
  write(text: string): Promise<void>
  /** Moves it there whole. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** A new folder, filled beside its place. */
export interface WrittenFolder {
  begin(name: string): Promise<WrittenFile>
  /** Moves it there under its name, or one like it where that is taken. Returns its path. */
  finish(): Promise<string>
  abandon(): Promise<void>
}

/** @throws Failure `storage-failed` */
export interface ExportDisk {
  file(path: string): Promise<WrittenFile>
  folder(parent: string, name: string): Promise<WrittenFolder>
}

export interface ExportDialogs {
  /** Null when the person thought better of it. */
  whereToSave(name: string): Promise<string | null>
  pickFolder(): Promise<string | null>
}

/** Whom a conversation was with. */
export interface Partners {
  partnersOf(assistantId: string): {
    assistant: ExportedAssistant | null
    connection: ExportedConnection | null
  }
}

/** Where snapshots are kept. */
export interface SnapshotShelf {
  /** Newest first. */
  list(): Snapshot[]
  /** Counts only once it is whole and checked. @throws Failure `storage-failed`, `snapshot-unusable` */
  make(kind: SnapshotKind): Promise<Snapshot>
  drop(snapshotId: string): void
  /** Whether everything said here until now is in it. */
  holdsAll(snapshotId: string): boolean
  /** A checked copy, brought up to this version's schema. @throws Failure `snapshot-unusable`, `storage-failed` */
  open(snapshotId: string): Promise<OpenedSnapshot>
}

/** A copy of a snapshot to look into and to take from; the snapshot itself is never changed. */
export interface OpenedSnapshot {
  compare(): Omit<SnapshotPreview, 'snapshot'>
  /** All of it in the place of what is here, in one transaction. */
  replaceAll(): void
  /** One conversation, in one transaction. False when it is not in there. */
  bringBack(conversationId: string): boolean
  /** Adds connections and assistants that are not here, as the snapshot has them. */
  bringBackAssistants(): void
  close(): void
}

/** Measures what is kept. */
export type Measure = () => Promise<Omit<DataOverview, 'snapshots' | 'snapshotTrouble'>>

/** The part of the turns that must stand still while everything is replaced. */
export interface Turns {
  /** Leaves every run alone and forgets it. */
  close(): void
  /** Takes up what is open. */
  resume(): void
}

export type Publish = (event: AppEvent) => void
