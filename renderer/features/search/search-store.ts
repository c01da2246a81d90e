/** What is looked for in all conversations and what was found. One question is on its way at a time; the newest text always gets its answer. */
import { createStore } from 'zustand/vanilla'
import type { SearchReply } from '../../../shared/domain/search.ts'
import { SEARCH_CHARACTERS } from '../../../shared/domain/search.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { request } from '../../bridge/bridge.ts'

export interface SearchState {
  text: string
  isAsking: boolean
  /** What was found for `foundFor`; kept while the next answer is on its way. */
  reply: SearchReply | null
  foundFor: string
  error: AppError | null
}

const EMPTY: SearchState = { text: '', isAsking: false, reply: null, foundFor: '', error: null }
/** Enough for a screen or two. */
const PER_PAGE = 30

const find = (text: string, before: number | null): Promise<SearchReply> =>
  request('search.everywhere', {
    text: text.slice(0, SEARCH_CHARACTERS),
    limit: PER_PAGE,
    assistantId: null,
    before,
  })

/** A search of its own: the sidebar has one, the palette another. */
export function createSearch() {
  const store = createStore<SearchState>(() => EMPTY)

  async function ask(): Promise<void> {
    const { text } = store.getState()
    store.setState({ isAsking: true, error: null })
    try {
      const reply = await find(text, null)
      if (store.getState().text === text) store.setState({ reply, foundFor: text })
    } catch (thrown) {
      if (store.getState().text === text) store.setState({ error: toAppError(thrown) })
    }
    const now = store.getState().text
    if (now.trim() !== '' && now !== text) await ask()
    else store.setState({ isAsking: false })
  }

  return {
    store,
    type(text: string) {
      if (text.trim() === '') {
        store.setState({ ...EMPTY, text, isAsking: store.getState().isAsking })
        return
      }
      store.setState({ text })
      if (!store.getState().isAsking) void ask()
    },
    again() {
      const { text, isAsking } = store.getState()
      if (text.trim() !== '' && !isAsking) void ask()
    },
    /** Goes on where the list ends. */
    async more(): Promise<void> {
      const { reply, foundFor: text, isAsking } = store.getState()
      if (reply === null || reply.next === null || isAsking) return
      store.setState({ isAsking: true })
      try {
        const more = await find(text, reply.next)
        store.setState((now) => (now.reply === reply ? { reply: joined(reply, more) } : {}))
      } catch (thrown) {
        store.setState({ error: toAppError(thrown) })
      }
      store.setState({ isAsking: false })
      const now = store.getState().text
      if (now.trim() !== '' && now !== text) await ask()
    },
  }
}

export type Search = ReturnType<typeof createSearch>

function joined(first: SearchReply, second: SearchReply): SearchReply {
  const known = new Set(first.conversations.map(({ id }) => id))
  return {
    ...second,
    found: [...first.found, ...second.found],
    conversations: [...first.conversations, ...second.conversations.filter(({ id }) => !known.has(id))],
    moreIn: [...new Set([...first.moreIn, ...second.moreIn])],
  }
}
