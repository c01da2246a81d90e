/** What each assistant remembers of answering its functions, kept with it. */
import type { FunctionMemory } from '../../shared/domain/assistant.ts'
import type { FunctionCall, FunctionResult } from '../../shared/domain/run-record.ts'
import { answerAll, rememberLast, rememberWish, type AnswerWish } from './function-answers.ts'
import type { Shelf } from './shelf.ts'

export const createRememberedAnswers = (shelf: Shelf): RememberedAnswers => new RememberedAnswers(shelf)

export class RememberedAnswers {
  readonly #shelf: Shelf

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  rememberAnswer({ assistantId, ...wish }: { assistantId: string } & AnswerWish): void {
    this.#change(assistantId, (functions) => rememberWish(functions, wish))
  }

  forgetAnswer({ assistantId, name }: { assistantId: string; name: string }): void {
    this.#change(assistantId, (functions) => functions.filter((known) => known.name !== name))
  }

  /** A result for each call, or null when one of them is for the person. */
  automaticResults(assistantId: string, calls: readonly FunctionCall[]): FunctionResult[] | null {
    const known = this.#shelf.read().assistants.find(({ id }) => id === assistantId)
    return known === undefined ? null : answerAll(known.functions, calls)
  }

  /** Notes what was sent, to be offered the next time. */
  keepAnswers(assistantId: string, given: readonly { name: string; output: string }[]): void {
    this.#change(assistantId, (functions) => rememberLast(functions, given))
  }

  /** Of an assistant that is gone nothing is remembered. */
  #change(assistantId: string, change: (functions: FunctionMemory[]) => FunctionMemory[]) {
    const assistant = this.#shelf.read().assistants.find(({ id }) => id === assistantId)
    if (assistant === undefined) return
    this.#shelf.saveAssistant({ ...assistant, functions: change(assistant.functions) })
  }
}
