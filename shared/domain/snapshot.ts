/** Copies of the history that are made by themselves once a day, and before one is brought back. */

/** `before-restore`: made of what was here before another snapshot took its place. */
export type SnapshotKind = 'daily' | 'before-restore'

/** A daily snapshot is kept this long. */
export const SNAPSHOT_DAYS = 14

export interface Snapshot {
  id: string
  kind: SnapshotKind
  /** When it was made; milliseconds since the epoch. */
  at: number
  bytes: number
}

/** A conversation in a list: enough to recognise it. */
export interface ConversationGlimpse {
  id: string
  title: string
  updatedAt: number
  messages: number
}

/** Some of many. */
export interface Glimpses {
  total: number
  /** The newest. */
  shown: ConversationGlimpse[]
}

/** What is in a snapshot, and how that differs from what is here. */
export interface SnapshotPreview {
  snapshot: Snapshot
  messages: number
  conversations: Glimpses
  /** In the snapshot and not here: they would come back. */
  onlyThere: Glimpses
  /** Here and not in the snapshot: they would not be here afterwards. */
  onlyHere: Glimpses
}

/** What is kept on this computer, by size in bytes. */
export interface DataOverview {
  /** The name of the data folder, without the way to it. */
  folder: string
  conversations: number
  messages: number
  bytes: { history: number; snapshots: number; attachments: number; logs: number; other: number }
  /** Newest first. */
  snapshots: Snapshot[]
  /** Why the last daily snapshot could not be made; null when all is well. */
  snapshotTrouble: 'disk' | 'damaged' | null
}
