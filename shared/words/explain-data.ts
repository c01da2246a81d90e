/** Words for what may be wrong with the data as a whole: a store of a newer version, a snapshot, the data folder. */
import { say, type Explain } from './explain-shape.ts'
import { m } from './generated/messages.js'

const NEWER = {
  history: m.err_newer_history_title,
  settings: m.err_newer_settings_title,
}

const UNUSABLE = {
  newer: m.err_snapshot_newer_title,
  damaged: m.err_snapshot_damaged_title,
  gone: m.err_snapshot_gone_title,
}

const INSTEAD = {
  newer: m.err_snapshot_newer_todo,
  damaged: m.err_snapshot_other_todo,
  gone: m.err_snapshot_other_todo,
}

/** Errors about the data as a whole. */
export const aboutData = {
  'newer-store': ({ what, file }) =>
    say(NEWER[what](), m.err_newer_store_why({ file }), m.err_newer_store_todo()),
  'snapshot-unusable': ({ reason }) =>
    say(UNUSABLE[reason](), m.err_snapshot_unusable_why(), INSTEAD[reason]()),
  'folder-not-opened': () =>
    say(m.err_folder_not_opened_title(), m.err_folder_not_opened_why(), m.err_folder_not_opened_todo()),
} satisfies Partial<Explain>
