/** Sorts conversations into the days a person thinks in. */
import type { Conversation } from '../../../shared/domain/conversation.ts'

export type Span = 'today' | 'yesterday' | 'week' | 'older'

export interface Group {
  span: Span
  conversations: Conversation[]
}

const SPANS: readonly Span[] = ['today', 'yesterday', 'week', 'older']

/** By local calendar days, newest first; empty groups are left out. */
export function groupByDay(conversations: readonly Conversation[], now: number): Group[] {
  const today = startOfDay(now, 0)
  const starts: Record<Span, number> = {
    today,
    yesterday: startOfDay(now, -1),
    week: startOfDay(now, -6),
    older: -Infinity,
  }
  const spanOf = (at: number): Span => SPANS.find((span) => at >= starts[span]) ?? 'older'
  return SPANS.map((span) => ({
    span,
    conversations: conversations.filter(({ updatedAt }) => spanOf(updatedAt) === span),
  })).filter(({ conversations: group }) => group.length > 0)
}

/** Calendar arithmetic, so that a day with a clock change is still one day. */
function startOfDay(now: number, days: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}
