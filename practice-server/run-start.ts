/** Starts a run: checks what the client wants, lets the assistant write its script, and puts the run on its thread. */
import type { PracticeAssistant } from './assistants/assistant.ts'
import { inSeconds } from './clock.ts'
import { createFile } from './files.ts'
import {
  metadataIn,
  optionalFields,
  optionalFlag,
  optionalList,
  optionalNumber,
  optionalText,
  requiredText,
  type Fields,
} from './fields.ts'
import { languageOf, tokensIn } from './language.ts'
import { messageOf, type Draft } from './messages.ts'
import { ApiError, notFound, serverError } from './replies.ts'
import { filesWith, withReceipt } from './received-files.ts'
import type { Call } from './router.ts'
import { textOf } from './run-progress.ts'
import { wantsContent } from './step-content.ts'
import type { RunRecord, ThreadRecord } from './store.ts'
import type { Run } from './wire.ts'
import type { World } from './world.ts'

export const RUN_FIELDS = [
  'assistant_id',
  'model',
  'instructions',
  'tools',
  'metadata',
  'temperature',
  'top_p',
  'stream',
  'max_prompt_tokens',
  'max_completion_tokens',
  'truncation_strategy',
  'tool_choice',
  'parallel_tool_calls',
  'response_format',
] as const

/** What an assistant reads of a message; its patterns were made for sentences, not for books. */
const LONGEST_QUESTION = 2_000

interface Wish {
  thread: ThreadRecord
  fields: Fields
  call: Call
  drafts: Draft[]
}

export function startRun(world: World, { thread, fields, call, drafts }: Wish): RunRecord {
  const assistantId = requiredText(fields, 'assistant_id')
  const member = world.cast.get(assistantId)
  if (!member) throw notFound('assistant', assistantId)
  const run = runFrom(world, { threadId: thread.thread.id, member, fields })
  const added = drafts.map((draft) => messageOf(world, thread.thread.id, draft))
  const messages = [...thread.messages, ...added]
  const asked = messages.findLast(({ role }) => role === 'user')
  const question = asked ? textOf(asked).trim().slice(0, LONGEST_QUESTION) : ''

  const trouble = member.troubleWith?.(question, asked?.id ?? '')
  if (trouble === 'rate-limit') throw tooManyRequests()

  thread.messages.push(...added)
  const planned = member.plan({
    text: question,
    language: languageOf(question),
    newId: world.newId,
    parallel: run.parallel_tool_calls,
    makeFile: (file) => createFile(world, { ...file, purpose: 'assistants_output' }).id,
  })
  const script = withReceipt(planned, filesWith(asked, world.store.files), languageOf(question))
  const startedMs = world.clock.now()
  const lifetimeMs = member.lifetimeMs?.(question) ?? world.settings.runLifetimeMs
  const record: RunRecord = {
    run,
    steps: [],
    script,
    done: 0,
    startedMs,
    expiresMs: startedMs + lifetimeMs,
    speed: world.settings.speed,
    question,
    promptTokens: tokensIn([run.instructions, ...messages.map(textOf)].join('\n')),
    includesContent: wantsContent(call.query),
  }
  run.expires_at = inSeconds(record.expiresMs)
  thread.runs.push(record)
  world.store.changed()
  call.leaves(run.id)
  // The run is there, its client is told of a failure: the case a client must sort out by looking.
  if (trouble === 'server-error') throw serverError()
  return record
}

const tooManyRequests = () =>
  new ApiError(429, 'Rate limit reached for requests. Please try again in 2s.', {
    type: 'requests',
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': '2' },
  })

interface Basis {
  threadId: string
  member: PracticeAssistant
  fields: Fields
}

function runFrom({ clock, newId }: World, { threadId, member: { assistant }, fields }: Basis): Run {
  const instructions = optionalText(fields, 'instructions') ?? assistant.instructions
  const additional = optionalText(fields, 'additional_instructions')
  return {
    id: newId('run_'),
    object: 'thread.run',
    created_at: inSeconds(clock.now()),
    thread_id: threadId,
    assistant_id: assistant.id,
    status: 'queued',
    required_action: null,
    last_error: null,
    expires_at: null,
    started_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    incomplete_details: null,
    model: optionalText(fields, 'model') ?? assistant.model,
    instructions: additional === null ? instructions : `${instructions} ${additional}`,
    tools: Object.hasOwn(fields, 'tools') ? optionalList(fields, 'tools', 20) : assistant.tools,
    metadata: metadataIn(fields),
    usage: null,
    temperature: optionalNumber(fields, 'temperature', [0, 2]) ?? 1,
    top_p: optionalNumber(fields, 'top_p', [0, 1]) ?? 1,
    max_prompt_tokens: optionalNumber(fields, 'max_prompt_tokens', [256, 1e9]),
    max_completion_tokens: optionalNumber(fields, 'max_completion_tokens', [256, 1e9]),
    truncation_strategy: optionalFields(fields, 'truncation_strategy') ?? {
      type: 'auto',
      last_messages: null,
    },
    tool_choice: fields.tool_choice ?? 'auto',
    parallel_tool_calls: optionalFlag(fields, 'parallel_tool_calls') ?? true,
    response_format: fields.response_format ?? 'auto',
  }
}
