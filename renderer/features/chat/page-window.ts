/** How much of a conversation the window holds: what is far from the reader is let go, and asked for again when they come near. */
import type { Message } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import type { Page } from './pages.ts'

/** Four pages of the store: far more than a screen, little enough to draw and to keep. */
export const MOST_MESSAGES = 800

/** Lets go of the last ones, for a reader who comes near the first. */
export const keepFirst = (page: Page): Page =>
  page.messages.length <= MOST_MESSAGES
    ? page
    : reduced({ ...page, messages: page.messages.slice(0, MOST_MESSAGES), hasLater: true })

/** Lets go of the first ones, for a reader who comes near the last. */
export const keepLast = (page: Page): Page =>
  page.messages.length <= MOST_MESSAGES
    ? page
    : reduced({ ...page, messages: page.messages.slice(-MOST_MESSAGES), hasEarlier: true })

/** The runs of what is left, and the latest: the head of the conversation tells of it wherever the reader is. */
function reduced(page: Page): Page {
  const named = new Set(page.messages.map(nameOfRun))
  const latest = Math.max(...Object.values(page.runs).map(({ startedAt }) => startedAt))
  const isKept = ({ id, messageId, startedAt }: Run) =>
    named.has(messageId) || named.has(id) || startedAt === latest
  return { ...page, runs: Object.fromEntries(Object.entries(page.runs).filter(([, run]) => isKept(run))) }
}

/** A question names its runs by its own ID, an answer by the run's. */
const nameOfRun = (message: Message): string => (message.role === 'user' ? message.id : message.runId)
