/** Plays main for the gallery and the tests: answers requests from fixtures and sends the events it is told to. */
import type { AppState } from '../../shared/contract/app-state.ts'
import { fail, succeed, type Envelope } from '../../shared/contract/envelope.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { ConversationPage } from '../../shared/domain/conversation.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Preload } from '../bridge/bridge.ts'

export interface Scene {
  state: AppState
  pages: Record<string, ConversationPage>
  /** Answers that differ from the usual ones, by route. */
  replies?: Record<string, unknown>
  failures?: Record<string, AppError>
  /** Requests that are never answered. */
  pending?: readonly string[]
  /** What main tells once it was asked, by route. */
  news?: Record<string, (input: unknown) => AppEvent[]>
}

export interface FakeBridge extends Preload {
  asked: { name: string; input: unknown }[]
  emit(...events: AppEvent[]): void
}

/** Everything asked is remembered in `asked`. */
export function createFakeBridge(scene: Scene): FakeBridge {
  const { state, pages, replies = {}, failures = {}, pending = [], news = {} } = scene
  const listeners = new Set<(events: unknown) => void>()
  const asked: FakeBridge['asked'] = []

  function answer(name: string, input: unknown): Envelope<unknown> {
    const error = failures[name]
    if (error !== undefined) return fail(error)
    if (name in replies) return succeed(replies[name])
    if (name === 'app.state') return succeed(state)
    if (name === 'app.canKeepKeys') return succeed(true)
    if (name === 'conversations.open') {
      const { conversationId, beforePosition } = input as {
        conversationId: string
        beforePosition: number | null
      }
      const page = pages[conversationId]
      if (page === undefined) return fail({ kind: 'not-found-here', what: 'conversation' })
      return succeed(beforePosition === null ? page : { ...page, messages: [], runs: [], hasEarlier: false })
    }
    return succeed(null)
  }

  const emit = (...events: AppEvent[]) => listeners.forEach((listener) => listener(events))

  return {
    asked,
    emit,
    request: async (name, input) => {
      asked.push({ name, input })
      const tidings = news[name]
      if (tidings !== undefined) queueMicrotask(() => emit(...tidings(input)))
      return pending.includes(name) ? new Promise(() => undefined) : answer(name, input)
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
