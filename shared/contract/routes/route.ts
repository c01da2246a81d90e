/** How one request is described: what goes in, checked at the door, and the type of what comes back. */
import { z } from 'zod'
import { DRAFT_CHARACTERS, MESSAGE_CHARACTERS } from '../../domain/limits.ts'

export interface Route<I extends z.ZodType, T> {
  input: I
  /** Never present at run time: it carries the reply's type. */
  replyType?: T
}

/** A request with this input; `.replies<T>()` says what comes back. */
export function route<I extends z.ZodType>(input: I): { replies: <T>() => Route<I, T> } {
  return { replies: <T>(): Route<I, T> => ({ input }) }
}

/** An ID of ours, or one a server gave. */
export const id = z.string().min(1).max(200)
/** A conversation by its ID. */
export const conversation = z.strictObject({ conversationId: id })
/** A run by its own ID and its conversation's. */
export const run = z.strictObject({ conversationId: id, runId: id })
/** Half a character, as a broken paste leaves it, is taken by no server; at a NUL the database would end the text. */
const wellFormed = (written: string): string => written.toWellFormed().replaceAll('\0', '')
/** The text of a message. */
export const text = z.string().max(MESSAGE_CHARACTERS).overwrite(wellFormed)
/** What is typed and not sent: kept also where it is too long to be sent. */
export const draft = z.string().max(DRAFT_CHARACTERS).overwrite(wellFormed)
