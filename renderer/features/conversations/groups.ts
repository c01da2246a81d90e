/** Sorts conversations into what a person looks for them by: pinned ones, the days, and what was put away. */
import type { Conversation } from '../../../shared/domain/conversation.ts'

export type Span = 'today' | 'yesterday' | 'week' | 'older'
export type GroupName = 'pinned' | Span | 'archived'

export interface Group {
  name: GroupName
  conversations: Conversation[]
}

/** What the list draws, one line each. */
export type Line =
  | { kind: 'heading'; key: string; name: GroupName; count: number }
  | { kind: 'row'; key: string; conversation: Conversation; group: GroupName }

const NAMES: readonly GroupName[] = ['pinned', 'today', 'yesterday', 'week', 'older', 'archived']
const SPANS: readonly Span[] = ['today', 'yesterday', 'week', 'older']

/** By local calendar days, in the order given; empty groups are left out. */
export function groupConversations(conversations: readonly Conversation[], now: number): Group[] {
  const spanOf = spansAround(now)
  const groups = new Map<GroupName, Conversation[]>(NAMES.map((name) => [name, []]))
  for (const conversation of conversations) groups.get(groupOf(conversation, spanOf))?.push(conversation)
  return NAMES.map((name) => ({ name, conversations: groups.get(name) ?? [] })).filter(
    ({ conversations: group }) => group.length > 0,
  )
}

/** A heading, then its conversations; what was put away stays folded until it is asked for. */
export const linesOf = (groups: readonly Group[], isArchiveOpen: boolean): Line[] =>
  groups.flatMap(({ name, conversations }): Line[] => {
    const heading: Line = { kind: 'heading', key: headingKey(name), name, count: conversations.length }
    if (name === 'archived' && !isArchiveOpen) return [heading]
    return [
      heading,
      ...conversations.map((conversation): Line => ({
        kind: 'row',
        key: conversation.id,
        conversation,
        group: name,
      })),
    ]
  })

export const headingKey = (name: GroupName): string => `heading:${name}`

function groupOf({ isPinned, archivedAt, updatedAt }: Conversation, spanOf: (at: number) => Span): GroupName {
  if (archivedAt !== null) return 'archived'
  return isPinned ? 'pinned' : spanOf(updatedAt)
}

function spansAround(now: number): (at: number) => Span {
  const starts: Record<Span, number> = {
    today: startOfDay(now, 0),
    yesterday: startOfDay(now, -1),
    week: startOfDay(now, -6),
    older: -Infinity,
  }
  return (at) => SPANS.find((span) => at >= starts[span]) ?? 'older'
}

/** Calendar arithmetic, so that a day with a clock change is still one day. */
function startOfDay(now: number, days: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}
