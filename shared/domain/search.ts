/** What a search over all conversations brings back. */
import type { Conversation } from './conversation.ts'
import type { Excerpt } from './excerpt.ts'

/** A message in which something was found, or a conversation by its title: then there is no message. */
export interface Found {
  conversationId: string
  messageId: string | null
  /** Of the message in its conversation. */
  position: number | null
  role: 'user' | 'assistant' | null
  /** Milliseconds since the epoch. */
  at: number
  excerpt: Excerpt
}

export interface SearchReply {
  /** Titles first, then messages, newest first. At most `PER_CONVERSATION` messages of each conversation. */
  found: Found[]
  /** The conversations of what was found. */
  conversations: Conversation[]
  /** Conversations in which there is more than is listed here. */
  moreIn: string[]
  /** Where to go on; null when this was all. */
  next: number | null
  /** How many messages cannot be found yet. */
  toIndex: number
}

/** How many messages of one conversation are listed before it says that there is more. */
export const PER_CONVERSATION = 3

/** A message of one conversation in which something was found. */
export interface Match {
  messageId: string
  position: number
  /** How often. */
  count: number
}

export interface MatchesReply {
  /** From the first message to the last. */
  matches: Match[]
  /** How many messages of all conversations cannot be found yet. */
  toIndex: number
}

/** Longer than this nobody looks for. */
export const SEARCH_CHARACTERS = 400
