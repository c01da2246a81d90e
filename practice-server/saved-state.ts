/** Reads a state somebody saved: ours of this version, or an error that says what is wrong with it. */
import { isFields, type Fields } from './fields.ts'
import type { FileRecord, RunRecord, ThreadRecord } from './store.ts'

/** Throws on anything that this version did not write. */
export function restore(saved: unknown) {
  const state = fieldsOf(saved, 'state')
  if (state.version !== 1) throw new Error('another version')
  const threads = new Map<string, ThreadRecord>()
  for (const item of listOf(state.threads, 'threads')) {
    const record = threadRecord(item)
    threads.set(record.thread.id, record)
  }
  const files = new Map<string, FileRecord>()
  for (const item of listOf(state.files, 'files')) {
    const record = fileRecord(item)
    files.set(record.file.id, record)
  }
  return { threads, files }
}

function threadRecord(item: unknown): ThreadRecord {
  const record = fieldsOf(item, 'thread record')
  withText(record.thread, ['id'])
  for (const message of listOf(record.messages, 'messages')) checkMessage(message)
  for (const run of listOf(record.runs, 'runs')) checkRun(run)
  // A parsed boundary: what the code relies on was looked at above.
  return record as unknown as ThreadRecord
}

function checkMessage(item: unknown) {
  const message = withText(item, ['id', 'role', 'status'])
  for (const part of listOf(message.content, 'content')) {
    const { type, text } = withText(part, ['type'])
    if (type === 'text') listOf(withText(text, ['value']).annotations, 'annotations')
  }
}

function checkRun(item: unknown) {
  const record = withText(item, ['question'])
  withText(record.run, ['id', 'status', 'assistant_id', 'thread_id'])
  for (const name of ['done', 'startedMs', 'expiresMs', 'speed', 'promptTokens'] as const) {
    if (!Number.isFinite(record[name])) throw new Error(`${name} is not a number`)
  }
  for (const step of listOf(record.steps, 'steps')) withText(step, ['id', 'type', 'status'])
  for (const move of listOf(record.script, 'script')) checkMove(move)
  const known: (keyof RunRecord)[] = ['run', 'steps', 'script', 'question']
  if (!known.every((name) => Object.hasOwn(record, name))) throw new Error('a run lacks a field')
}

function checkMove(item: unknown) {
  const move = withText(item, ['do'])
  if (move.do === 'wait' && !Number.isFinite(move.ms)) throw new Error('a wait without a length')
  if (move.do !== 'say') return
  withText(move, ['text'])
  listOf(move.annotations, 'annotations')
}

function fileRecord(item: unknown): FileRecord {
  const record = withText(item, ['base64'])
  withText(record.file, ['id', 'filename', 'purpose'])
  // A parsed boundary, as above.
  const { file, base64 } = record as unknown as { file: FileRecord['file']; base64: string }
  return { file, bytes: Buffer.from(base64, 'base64') }
}

function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw new Error(`${what} is not an object`)
  return value
}

function listOf(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is not a list`)
  return value
}

function withText(value: unknown, names: string[]): Fields {
  const fields = fieldsOf(value, 'a record')
  const missing = names.find((name) => typeof fields[name] !== 'string')
  if (missing !== undefined) throw new Error(`${missing} is not a text`)
  return fields
}
