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
}

export interface FakeBridge extends Preload {
  asked: { name: string; input: unknown }[]
  emit(...events: AppEvent[]): void
}

/** Everything asked is remembered in `asked`. */
export function createFakeBridge({ state, pages, replies = {}, failures = {} }: Scene): FakeBridge {
  const listeners = new Set<(events: unknown) => void>()
  const asked: FakeBridge['asked'] = []

  function answer(name: string, input: unknown): Envelope<unknown> {
    const error = failures[name]
    if (error !== undefined) return fail(error)
    if (name in replies) return succeed(replies[name])
    if (name === 'app.state') return succeed(state)
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

  return {
    asked,
    emit: (...events) => listeners.forEach((listener) => listener(events)),
    request: async (name, input) => {
      asked.push({ name, input })
      return answer(name, input)
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
