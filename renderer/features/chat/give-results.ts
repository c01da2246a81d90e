/** Sends the results of a batch, and has main remember how the functions are to be answered from now on. */
import type { Assistant, AnswerMode } from '../../../shared/domain/assistant.ts'
import { REMEMBERED_CHARACTERS } from '../../../shared/domain/limits.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { request } from '../../bridge/bridge.ts'

/** One call as the person answered it. */
export interface Given {
  callId: string
  name: string
  output: string
  /** How the function is to be answered from now on; null when that is not to change. */
  mode: AnswerMode | null
}

/** @throws Failure */
export async function giveResults(
  { conversationId, id: runId }: Run,
  given: readonly Given[],
  assistant: Assistant | null,
): Promise<void> {
  const results = given.map(({ callId, output }) => ({ callId, output }))
  await request('runs.giveResults', { conversationId, runId, results })
  for (const { name, output, mode } of given)
    if (mode !== null) await remember(assistant, { name, mode, answer: output })
}

async function remember(
  assistant: Assistant | null,
  wish: { name: string; mode: AnswerMode; answer: string },
): Promise<void> {
  if (assistant === null || (wish.mode === 'always' && wish.answer.length > REMEMBERED_CHARACTERS)) return
  const known = assistant.functions.find(({ name }) => name === wish.name)
  const answer = wish.mode === 'always' ? wish.answer : (known?.answer ?? '')
  const isKnown = (known?.mode ?? 'ask') === wish.mode && (known?.answer ?? '') === answer
  if (!isKnown) await request('assistants.rememberAnswer', { assistantId: assistant.id, ...wish, answer })
}
