/** What is typed as the results of function calls: kept while the window lives, and at main like a draft, so that nothing typed is lost. */
import { own } from '../../../shared/domain/own.ts'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { FunctionMemory } from '../../../shared/domain/assistant.ts'
import type { FunctionCall, Run } from '../../../shared/domain/run-record.ts'
import type { TypedResult, TypedResults } from '../../../shared/domain/typed-results.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { useDebounced } from '../../ui/use-clock.ts'
import { checkJson } from './json-check.ts'

const SAVE_AFTER_MS = 200

/** By run. A run that is not here has not been asked for. */
const store = createStore<Record<string, TypedResults>>(() => ({}))
const NOTHING: TypedResults = {}

/** What is typed for each call of the run, and how to change it. */
export function useResults(
  run: Run,
  functions: readonly FunctionMemory[],
): {
  typedFor(call: FunctionCall): TypedResult
  change(call: FunctionCall, part: Partial<TypedResult>): void
  /** Writes down at once what waits to be written. */
  keep(): void
} {
  const { id: runId, conversationId, calls } = run
  const typed = useTyped(run)
  const typedFor = (call: FunctionCall) => own(typed, call.callId) ?? untouched(call, functions)
  const save = useDebounced(() => {
    const now = store.getState()[runId] ?? NOTHING
    const ofBatch = calls.flatMap(({ callId }) => {
      const result = own(now, callId)
      return result === undefined ? [] : [[callId, result] as const]
    })
    request('runs.saveTypedResults', { conversationId, runId, typed: Object.fromEntries(ofBatch) }).catch(
      sayFailure,
    )
  }, SAVE_AFTER_MS)
  return {
    typedFor,
    change(call, part) {
      store.setState((known) => ({
        [runId]: { ...known[runId], [call.callId]: { ...typedFor(call), ...part } },
      }))
      save.ask()
    },
    keep: save.flush,
  }
}

/** What is typed for a run, asked of main where this window does not know it. */
export function useTyped({ id: runId, conversationId }: Pick<Run, 'id' | 'conversationId'>): TypedResults {
  const typed = useStore(store, (known) => known[runId])
  const isKnown = typed !== undefined
  useEffect(() => {
    if (isKnown) return
    request('runs.typedResults', { conversationId, runId }).then(
      // What was typed meanwhile is newer.
      (kept) => store.setState((known) => ({ [runId]: { ...kept, ...known[runId] } })),
      () => undefined,
    )
  }, [isKnown, conversationId, runId])
  return typed ?? NOTHING
}

/** A function that is answered by itself elsewhere has its answer in the box when its batch is for the person. */
function untouched({ name, argumentsText }: FunctionCall, functions: readonly FunctionMemory[]): TypedResult {
  const memory = functions.find((known) => known.name === name)
  const byMode = { ask: '', always: memory?.answer ?? '', echo: argumentsText }
  return { name, text: byMode[memory?.mode ?? 'ask'], isJson: false, isError: false }
}

/** An error says so even without words; a result must be there, and be JSON where it is meant to be. */
export const isAnswered = ({ text, isJson, isError }: TypedResult): boolean =>
  isError || (text.trim() !== '' && (!isJson || checkJson(text) === null))

/** What goes to the server. */
export function outputOf(call: FunctionCall, { text, isError }: TypedResult): string {
  if (!isError) return text
  return JSON.stringify({ error: text.trim() === '' ? defaultError(call) : text.trim() })
}

/** What is said of a call that was refused without words. */
export const defaultError = ({ name, isUnknownKind }: FunctionCall): string =>
  isUnknownKind === true ? m.function_skip_output({ name }) : m.function_default_error()
