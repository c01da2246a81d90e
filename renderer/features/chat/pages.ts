/** What the window knows of the messages it shows, as a pure function of main's events. Revisions settle who is newer; a gap asks for the page again. */
import type { AppEvent, ConversationEvent } from '../../../shared/contract/events.ts'
import type { ConversationPage, Message } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import type { AppError } from '../../../shared/errors.ts'
import { grow, settle, type LiveTexts } from './live-text.ts'
import { keepFirst, keepLast } from './page-window.ts'

/** The shown part of one conversation. */
export interface Page {
  revision: number
  /** By position, oldest first. */
  messages: readonly Message[]
  runs: Readonly<Record<string, Run>>
  hasEarlier: boolean
  /** True while the reader is away from the end: what is new then belongs to messages that are not here. */
  hasLater: boolean
}

export interface Chat {
  pages: Readonly<Record<string, Page>>
  /** Text of answers that are being written, ahead of what is stored: a slice of its own so that only the live row redraws. */
  live: LiveTexts
  /** Conversations whose page has a gap and must be asked for again. */
  stale: ReadonlySet<string>
  /** Events that came while a page was on its way. */
  waiting: Readonly<Record<string, readonly ConversationEvent[]>>
  failures: Readonly<Record<string, AppError>>
}

export const emptyChat: Chat = { pages: {}, live: {}, stale: new Set(), waiting: {}, failures: {} }

/** How many conversations stay in memory. */
const KEPT_PAGES = 6

/** The chat after an event. */
export function receive(chat: Chat, event: AppEvent): Chat {
  switch (event.type) {
    case 'conversation-changed':
    case 'message-changed':
    case 'message-removed':
    case 'run-changed':
      return receiveStored(chat, event)
    case 'text-grew':
      return receiveText(chat, event)
    case 'conversations-removed':
      return event.conversationIds.reduce(forget, chat)
    default:
      return chat
  }
}

/** Notes that a page has been asked for: from now on events are kept until it is there. */
export const beginOpening = (chat: Chat, conversationId: string): Chat => ({
  ...chat,
  stale: without(chat.stale, conversationId),
  waiting: { ...chat.waiting, [conversationId]: chat.waiting[conversationId] ?? [] },
  failures: omit(chat.failures, conversationId),
})

/** Notes that a page could not be had. */
export const failOpening = (chat: Chat, conversationId: string, error: AppError): Chat => ({
  ...chat,
  waiting: omit(chat.waiting, conversationId),
  failures: { ...chat.failures, [conversationId]: error },
})

/** Shows a page, keeps messages around it that join up with it, and takes in what happened meanwhile. */
export function receivePage(chat: Chat, page: ConversationPage): Chat {
  const { id } = page.conversation
  const known = chat.pages[id]
  const isOutdated = known !== undefined && known.revision > page.revision
  const next: Chat = {
    ...chat,
    pages: isOutdated ? chat.pages : keepNewest({ ...omit(chat.pages, id), [id]: join(known, page) }),
    live: page.messages.reduce(settle, chat.live),
    stale: without(chat.stale, id),
  }
  return endOpening(next, id)
}

/** Puts an earlier page before what is shown. */
export function receiveEarlier(chat: Chat, page: ConversationPage): Chat {
  const { id } = page.conversation
  const known = chat.pages[id]
  if (known === undefined) return chat
  const first = known.messages[0]?.position ?? Infinity
  const earlier = page.messages.filter(({ position }) => position < first)
  const whole: Page = {
    ...known,
    messages: [...earlier, ...known.messages],
    runs: { ...byId(page.runs), ...known.runs },
    hasEarlier: page.hasEarlier,
  }
  return withPage(chat, id, keepFirst(whole))
}

/** Puts a later page behind what is shown. Events were kept since it was asked for: the revision stays, and they come after. */
export function receiveLater(chat: Chat, page: ConversationPage): Chat {
  const { id } = page.conversation
  const known = chat.pages[id]
  if (known === undefined) return endOpening(chat, id)
  const last = known.messages.at(-1)?.position ?? 0
  const later = page.messages.filter(({ position }) => position > last)
  const moved = new Set(later.map((message) => message.id))
  const whole: Page = {
    ...known,
    messages: [...known.messages.filter((message) => !moved.has(message.id)), ...later],
    runs: { ...byId(page.runs), ...known.runs },
    hasLater: page.hasLater,
  }
  const next = withPage(chat, id, keepLast(whole))
  return endOpening({ ...next, live: later.reduce(settle, next.live) }, id)
}

/** Takes in what happened while something was asked for. */
export function endOpening(chat: Chat, id: string): Chat {
  const waiting = chat.waiting[id] ?? []
  return waiting.reduce<Chat>(receive, { ...chat, waiting: omit(chat.waiting, id) })
}

function receiveStored(chat: Chat, event: ConversationEvent): Chat {
  const { conversationId, revision } = event
  const waiting = chat.waiting[conversationId]
  if (waiting !== undefined)
    return { ...chat, waiting: { ...chat.waiting, [conversationId]: [...waiting, event] } }
  const page = chat.pages[conversationId]
  if (page === undefined || revision <= page.revision) return chat
  if (revision > page.revision + 1) return markStale(chat, conversationId)
  const next = withPage(chat, conversationId, { ...apply(page, event), revision })
  return event.type === 'message-changed' ? { ...next, live: settle(next.live, event.message) } : next
}

function apply(page: Page, event: ConversationEvent): Page {
  switch (event.type) {
    case 'message-changed':
      return { ...page, messages: place(page, event.message) }
    case 'message-removed':
      return { ...page, messages: page.messages.filter(({ id }) => id !== event.messageId) }
    case 'run-changed':
      return { ...page, runs: { ...page.runs, [event.run.id]: event.run } }
    case 'conversation-changed':
      return page
  }
}

function place(page: Page, message: Message): readonly Message[] {
  const others = page.messages.filter(({ id }) => id !== message.id)
  const isBeforePage = page.hasEarlier && message.position < (page.messages[0]?.position ?? 0)
  const isAfterPage = page.hasLater && message.position > (page.messages.at(-1)?.position ?? 0)
  // One that was here has moved out of sight.
  if (isBeforePage || isAfterPage) return others
  return [...others, message].toSorted((one, two) => one.position - two.position)
}

function receiveText(chat: Chat, event: Extract<AppEvent, { type: 'text-grew' }>): Chat {
  const { conversationId } = event
  const page = chat.pages[conversationId]
  if (page === undefined || conversationId in chat.waiting) return chat
  const message = page.messages.find(({ id }) => id === event.messageId)
  if (message === undefined) return page.hasLater ? chat : markStale(chat, conversationId)
  const live = grow(chat.live, message, event)
  if (live === 'gap') return markStale(chat, conversationId)
  return live === chat.live ? chat : { ...chat, live }
}

function join(known: Page | undefined, page: ConversationPage): Page {
  const { revision, messages, hasEarlier, hasLater } = page
  const [first, last] = [messages[0]?.position, messages.at(-1)?.position]
  const alone = { revision, messages, runs: byId(page.runs), hasEarlier, hasLater }
  if (known === undefined || first === undefined || last === undefined) return alone
  const here = new Set(messages.map(({ id }) => id))
  const others = known.messages.filter(({ id }) => !here.has(id))
  const older = others.filter(({ position }) => position < first)
  const later = others.filter(({ position }) => position > last)
  const isTouched = known.messages.some(({ position }) => position >= first - 1 && position <= last + 1)
  const joinsOlder = hasEarlier && isTouched && older.length > 0
  const joinsLater = hasLater && isTouched && later.length > 0
  if (!joinsOlder && !joinsLater) return alone
  return {
    revision,
    messages: [...(joinsOlder ? older : []), ...messages, ...(joinsLater ? later : [])],
    runs: { ...known.runs, ...byId(page.runs) },
    hasEarlier: joinsOlder ? known.hasEarlier : hasEarlier,
    hasLater: joinsLater ? known.hasLater : hasLater,
  }
}

const markStale = (chat: Chat, id: string): Chat =>
  chat.stale.has(id) ? chat : { ...chat, stale: new Set([...chat.stale, id]) }

const withPage = (chat: Chat, id: string, page: Page): Chat => ({
  ...chat,
  pages: { ...chat.pages, [id]: page },
})

const forget = (chat: Chat, id: string): Chat => ({
  ...chat,
  pages: omit(chat.pages, id),
  stale: without(chat.stale, id),
  failures: omit(chat.failures, id),
})

/** Insertion order is the order of opening, so the first are those not looked at for longest. */
const keepNewest = (pages: Record<string, Page>): Record<string, Page> =>
  Object.fromEntries(Object.entries(pages).slice(-KEPT_PAGES))

const byId = (runs: readonly Run[]): Record<string, Run> =>
  Object.fromEntries(runs.map((run) => [run.id, run]))

function omit<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _left, ...rest } = record
  return rest
}

function without(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  if (!set.has(key)) return set
  const rest = new Set(set)
  rest.delete(key)
  return rest
}
