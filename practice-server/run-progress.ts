/** Plays the beats that are due onto a run, its steps and its messages, and tells each change as a stream event. */
import { inSeconds } from './clock.ts'
import { tokensIn } from './language.ts'
import { timeline, type Beat, type Deed, type TextBeat } from './run-script.ts'
import type { Script } from './script.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import { isOver, type ContentPart, type Message, type RunStep } from './wire.ts'

export type Emit = (event: string, data: unknown) => void

export interface Progress {
  thread: ThreadRecord
  record: RunRecord
  emit: Emit
}

const layouts = new WeakMap<Script, Beat[]>()

function beatsOf({ script, speed }: RunRecord): Beat[] {
  const known = layouts.get(script)
  if (known) return known
  const beats = timeline(script, speed)
  layouts.set(script, beats)
  return beats
}

/** Milliseconds since the epoch at which something happens next; undefined when nothing will. */
export function nextDueMs(record: RunRecord): number | undefined {
  if (isOver(record.run.status)) return undefined
  const beat = beatsOf(record)[record.done]
  return Math.min(record.expiresMs, beat ? record.startedMs + beat.atMs : Infinity)
}

/** Does everything that is due by now; true when anything but text changed. */
export function advance(progress: Progress, nowMs: number): boolean {
  const { record } = progress
  let changed = false
  for (let due = nextDueMs(record); due !== undefined && due <= nowMs; due = nextDueMs(record)) {
    const beat = beatsOf(record)[record.done]
    const expires = record.expiresMs <= due
    const deed: Deed = expires || !beat ? { do: 'break-off', as: 'expired' } : beat.deed
    record.done++
    changed ||= deed.do !== 'add-text'
    perform(progress, deed, inSeconds(due))
  }
  if (isOver(record.run.status)) record.script = []
  return changed
}

/** Starts another script on the same run, as a cancel or the outputs of functions do. */
export function switchScript(record: RunRecord, script: Script, nowMs: number) {
  record.script = script
  record.startedMs = nowMs
  record.done = 0
}

function perform(progress: Progress, deed: Deed, at: number) {
  switch (deed.do) {
    case 'set-run':
      return setRun(progress, deed, at)
    case 'ask':
      return ask(progress, deed)
    case 'open-step':
      return openStep(progress, deed, at)
    case 'change-step':
      return changeStep(progress, deed)
    case 'close-step':
      return closeStep(progress, deed.status, at)
    case 'open-message':
      return openMessage(progress, deed.messageId, at)
    case 'add-text':
      return addText(progress, deed)
    case 'add-part':
      return addPart(progress, deed.part)
    case 'close-message':
      return closeMessage(progress, deed.incompleteReason, at)
    case 'break-off':
      return breakOff(progress, deed.as, at)
    case 'cut':
      return progress.emit('cut', null)
    default:
      throw new Error(`no such deed: ${JSON.stringify(deed satisfies never)}`)
  }
}

function setRun({ record, emit, thread }: Progress, deed: Deed & { do: 'set-run' }, at: number) {
  const { run } = record
  run.status = deed.status
  if (deed.status === 'in_progress') run.started_at ??= at
  if (deed.status === 'completed' || deed.status === 'incomplete') run.completed_at = at
  if (deed.status === 'failed') run.failed_at = at
  if (deed.status === 'cancelled') run.cancelled_at = at
  if (deed.lastError) run.last_error = deed.lastError
  if (deed.incompleteReason) run.incomplete_details = { reason: deed.incompleteReason }
  if (isOver(deed.status)) {
    run.required_action = null
    run.usage = usageOf(record, thread)
    if (deed.status !== 'expired') run.expires_at = null
  }
  emit(`thread.run.${deed.status}`, run)
}

function usageOf({ run, steps, promptTokens }: RunRecord, { messages }: ThreadRecord) {
  const spoken = messages.filter(({ run_id: id }) => id === run.id).map((message) => textOf(message))
  const worked = steps
    .filter(({ type }) => type === 'tool_calls')
    .map((step) => JSON.stringify(step.step_details))
  return usage(promptTokens, tokensIn([...spoken, ...worked].join('\n')))
}

const usage = (promptTokens: number, completionTokens: number) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
})

/** A message's words, without its pictures. */
export const textOf = ({ content }: Message) =>
  content.map((part) => (part.type === 'text' ? part.text.value : '')).join('\n')

function ask({ record, emit }: Progress, { calls }: Deed & { do: 'ask' }) {
  record.run.status = 'requires_action'
  record.run.required_action = { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: calls } }
  emit('thread.run.requires_action', record.run)
}

function openStep({ record, emit }: Progress, { stepId, details }: Deed & { do: 'open-step' }, at: number) {
  const { run } = record
  const step: RunStep = {
    id: stepId,
    object: 'thread.run.step',
    created_at: at,
    assistant_id: run.assistant_id,
    thread_id: run.thread_id,
    run_id: run.id,
    type: details.type,
    status: 'in_progress',
    step_details: details,
    last_error: null,
    expires_at: run.expires_at,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    metadata: {},
    usage: null,
  }
  record.steps.push(step)
  emit('thread.run.step.created', step)
  emit('thread.run.step.in_progress', step)
}

const openStepOf = ({ record }: Progress) => record.steps.findLast(({ status }) => status === 'in_progress')

const openMessageOf = ({ thread, record }: Progress) =>
  thread.messages.findLast(({ run_id: id, status }) => id === record.run.id && status === 'in_progress')

function changeStep(progress: Progress, { details, delta }: Deed & { do: 'change-step' }) {
  const step = openStepOf(progress)
  if (!step) return
  step.step_details = details
  progress.emit('thread.run.step.delta', {
    id: step.id,
    object: 'thread.run.step.delta',
    delta: { step_details: { type: 'tool_calls', tool_calls: delta } },
  })
}

/** Also used when the outputs of functions arrive, which is what their step was waiting for. */
export function closeStep(progress: Progress, status: RunStep['status'], at: number) {
  const step = openStepOf(progress)
  if (!step) return
  step.status = status
  if (status === 'completed') step.completed_at = at
  if (status === 'failed') step.failed_at = at
  if (status === 'cancelled') step.cancelled_at = at
  if (status === 'expired') step.expired_at = at
  if (status === 'failed') step.last_error = progress.record.run.last_error
  step.usage = usage(progress.record.promptTokens, tokensIn(JSON.stringify(step.step_details)))
  progress.emit(`thread.run.step.${status}`, step)
}

function openMessage({ thread, record, emit }: Progress, messageId: string, at: number) {
  const message: Message = {
    id: messageId,
    object: 'thread.message',
    created_at: at,
    thread_id: thread.thread.id,
    status: 'in_progress',
    incomplete_details: null,
    completed_at: null,
    incomplete_at: null,
    role: 'assistant',
    content: [],
    assistant_id: record.run.assistant_id,
    run_id: record.run.id,
    attachments: [],
    metadata: {},
  }
  thread.messages.push(message)
  emit('thread.message.created', message)
  emit('thread.message.in_progress', message)
}

function emitDelta({ emit }: Progress, message: Message, part: unknown) {
  emit('thread.message.delta', { id: message.id, object: 'thread.message.delta', delta: { content: [part] } })
}

function addText(progress: Progress, { text, annotations }: TextBeat) {
  const message = openMessageOf(progress)
  if (!message) return
  let part = message.content.at(-1)
  if (part?.type !== 'text') {
    part = { type: 'text', text: { value: '', annotations: [] } }
    message.content.push(part)
  }
  const firstAnnotation = part.text.annotations.length
  part.text.value += text
  part.text.annotations.push(...annotations)
  const told = annotations.map((annotation, index) => ({ index: firstAnnotation + index, ...annotation }))
  const index = message.content.length - 1
  emitDelta(progress, message, { index, type: 'text', text: { value: text, annotations: told } })
}

function addPart(progress: Progress, part: ContentPart) {
  const message = openMessageOf(progress)
  if (!message) return
  message.content.push(part)
  emitDelta(progress, message, { index: message.content.length - 1, ...part })
}

function closeMessage(progress: Progress, reason: string | undefined, at: number) {
  const message = openMessageOf(progress)
  if (!message) return
  message.status = reason === undefined ? 'completed' : 'incomplete'
  if (reason === undefined) message.completed_at = at
  else {
    message.incomplete_at = at
    message.incomplete_details = { reason }
  }
  progress.emit(`thread.message.${message.status}`, message)
}

function breakOff(progress: Progress, how: 'cancelled' | 'expired', at: number) {
  closeMessage(progress, `run_${how}`, at)
  closeStep(progress, how, at)
  setRun(progress, { do: 'set-run', status: how }, at)
}
