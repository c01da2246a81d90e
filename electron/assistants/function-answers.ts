/** What an assistant remembers of answering its functions: the last answer of each, and which are answered without asking. Pure. */
import type { AnswerMode, FunctionMemory } from '../../shared/domain/assistant.ts'
import { REMEMBERED_CHARACTERS } from '../../shared/domain/limits.ts'
import type { FunctionCall, FunctionResult } from '../../shared/domain/run-record.ts'

/** How calls of a function are to be answered from now on. */
export interface AnswerWish {
  name: string
  mode: AnswerMode
  /** What `always` answers. */
  answer: string
}

/** As many as an assistant may have tools; those answered longest ago are forgotten first. */
const MOST_FUNCTIONS = 128

/** A result for each call, or null when one of them is for the person: a batch is answered whole. */
export function answerAll(
  functions: readonly FunctionMemory[],
  calls: readonly FunctionCall[],
): FunctionResult[] | null {
  const results: FunctionResult[] = []
  for (const call of calls) {
    const known = functions.find(({ name }) => name === call.name)
    if (known === undefined || known.mode === 'ask' || call.isUnknownKind === true) return null
    const output = known.mode === 'echo' ? call.argumentsText : known.answer
    results.push({ callId: call.callId, output })
  }
  return results
}

export const rememberWish = (functions: readonly FunctionMemory[], wish: AnswerWish): FunctionMemory[] =>
  toFront(functions, wish.name, (known) => ({ ...known, ...wish }))

/** An answer too long to keep leaves the one before in its place. */
export const rememberLast = (
  functions: readonly FunctionMemory[],
  given: readonly { name: string; output: string }[],
): FunctionMemory[] =>
  given
    .filter(({ output }) => output.length <= REMEMBERED_CHARACTERS)
    .reduce<FunctionMemory[]>(
      (known, { name, output }) => toFront(known, name, (memory) => ({ ...memory, last: output })),
      [...functions],
    )

function toFront(
  functions: readonly FunctionMemory[],
  name: string,
  change: (known: FunctionMemory) => FunctionMemory,
): FunctionMemory[] {
  const fresh: FunctionMemory = { name, mode: 'ask', answer: '', last: null }
  const known = functions.find((memory) => memory.name === name) ?? fresh
  return [change(known), ...functions.filter((memory) => memory.name !== name)].slice(0, MOST_FUNCTIONS)
}
