/** Finding in one conversation: what is looked for, where it is, and which place is shown. Main finds, so that messages far away count too. */
import { createStore } from 'zustand/vanilla'
import { SEARCH_CHARACTERS, type Match, type MatchesReply } from '../../../shared/domain/search.ts'
import { request } from '../../bridge/bridge.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { jumpTo } from './jump-store.ts'

export interface FindState {
  /** The conversation in which the bar is open; null while it is closed. */
  conversationId: string | null
  /** Grows each time the bar is asked for. */
  wanted: number
  text: string
  matches: readonly Match[]
  /** Which place of all, from 0; null where there is none. */
  current: number | null
  isAsking: boolean
  /** How many messages of all conversations cannot be found yet. */
  toIndex: number
}

/** One place of what was found. */
export interface FindPlace {
  match: Match
  /** Which one within its message, from 0. */
  nth: number
}

export const findStore = createStore<FindState>(() => ({
  conversationId: null,
  wanted: 0,
  text: '',
  matches: [],
  current: null,
  isAsking: false,
  toIndex: 0,
}))

export const totalOf = ({ matches }: Pick<FindState, 'matches'>): number =>
  matches.reduce((sum, { count }) => sum + count, 0)

/** The place with this number among all of them. */
export function placeAt(matches: readonly Match[], at: number | null): FindPlace | null {
  let left = at ?? -1
  if (left < 0) return null
  for (const match of matches) {
    if (left < match.count) return { match, nth: left }
    left -= match.count
  }
  return null
}

/** Opens the bar, or gives it the keyboard again. With a text it looks for that. */
export function openFind(conversationId: string, text?: string): void {
  const { wanted, conversationId: before, text: known } = findStore.getState()
  const isElsewhere = before !== conversationId
  findStore.setState({
    conversationId,
    wanted: wanted + 1,
    ...(isElsewhere ? { matches: [], current: null } : {}),
  })
  const wish = text ?? (isElsewhere ? known : undefined)
  if (wish !== undefined) typeFind(wish)
}

/** What was looked for is remembered. */
export function closeFind(): void {
  findStore.setState({ conversationId: null, matches: [], current: null })
}

/** One question is on its way at a time; the newest text always gets its answer. */
export function typeFind(text: string): void {
  findStore.setState(text.trim() === '' ? { text, matches: [], current: null } : { text })
  if (text.trim() !== '' && !findStore.getState().isAsking) void ask()
}

async function ask(): Promise<void> {
  const { conversationId, text } = findStore.getState()
  if (conversationId === null || text.trim() === '') return findStore.setState({ isAsking: false })
  findStore.setState({ isAsking: true })
  const isStill = () => {
    const now = findStore.getState()
    return now.text === text && now.conversationId === conversationId
  }
  try {
    const wish = { conversationId, text: text.slice(0, SEARCH_CHARACTERS) }
    const { matches, toIndex } = await request('search.inConversation', wish)
    if (isStill()) show(conversationId, { matches, toIndex })
  } catch (thrown) {
    if (isStill()) sayFailure(thrown)
  }
  if (isStill()) findStore.setState({ isAsking: false })
  else await ask()
}

/** Begins at the first place from where the reader is. */
function show(conversationId: string, { matches, toIndex }: MatchesReply): void {
  const from = messagesInView()
  const seen = matches.findIndex(({ messageId }) => from.has(messageId))
  const before = matches.slice(0, Math.max(0, seen)).reduce((sum, { count }) => sum + count, 0)
  const current = matches.length === 0 ? null : seen === -1 ? totalOf({ matches }) - 1 : before
  findStore.setState({ matches, current, toIndex })
  goTo(conversationId, matches, current)
}

/** The next place or the one before, around the ends. */
export function step(by: 1 | -1): void {
  const { conversationId, matches, current } = findStore.getState()
  const total = totalOf({ matches })
  if (conversationId === null || total === 0) return
  const next = ((current ?? 0) + by + total) % total
  findStore.setState({ current: next })
  goTo(conversationId, matches, next)
}

function goTo(conversationId: string, matches: readonly Match[], at: number | null): void {
  const place = placeAt(matches, at)
  if (place !== null && !messagesInView().has(place.match.messageId)) jumpTo(conversationId, place.match)
}

/** The messages that can be seen without scrolling. */
function messagesInView(): ReadonlySet<string> {
  const log = document.querySelector('[role="log"]')?.getBoundingClientRect()
  const messages = [...document.querySelectorAll<HTMLElement>('[data-message]')]
  const seen = messages.filter((message) => {
    const { top, bottom } = message.getBoundingClientRect()
    return log !== undefined && bottom > log.top && top < log.bottom
  })
  return new Set(seen.map(({ dataset }) => dataset['message'] ?? ''))
}
