/** The only door to main: asks for things by name, and hears what happened. Failures arrive as thrown `Failure`s. */
import type { Envelope } from '../../shared/contract/envelope.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Input, Reply, RouteName } from '../../shared/contract/routes.ts'
import { Failure } from '../../shared/errors.ts'

/** What the preload puts on the window. */
export interface Preload {
  request(name: string, input: unknown): Promise<unknown>
  onEvent(listener: (events: unknown) => void): () => void
}

declare global {
  interface Window {
    assistant: Preload
  }
}

type Args<R extends RouteName> = Input<R> extends void ? [] : [input: Input<R>]

/** Asks main for something. @throws Failure */
export async function request<R extends RouteName>(name: R, ...[input]: Args<R>): Promise<Reply<R>> {
  // Main parsed the input and typed the reply: this is the window's parsed boundary.
  const envelope = (await window.assistant.request(name, input)) as Envelope<Reply<R>>
  if (!envelope.ok) throw new Failure(envelope.error)
  return envelope.value
}

/** Hears every event, one at a time, in order. Returns how to stop. */
export const onEvent = (listener: (event: AppEvent) => void): (() => void) =>
  window.assistant.onEvent((events) => {
    for (const event of events as AppEvent[]) listener(event)
  })
