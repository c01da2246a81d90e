/** What was found, under its conversations; it stands where the list of conversations stands otherwise. */
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { m } from '../../../shared/words/generated/messages.js'
import { explain } from '../../../shared/words/explain.ts'
import { formatNumber } from '../../ui/format.ts'
import { Every } from '../../ui/Every.tsx'
import { useNow } from '../../ui/use-clock.ts'
import { FoundConversation, type FoundActions } from './FoundConversation.tsx'
import { groupsOf, type FoundGroup } from './groups.ts'
import { firstResult, neighbour } from './result-keys.ts'
import type { Search, SearchState } from './search-store.ts'
import type { Whose } from './whose.ts'

interface SearchResultsProps extends FoundActions {
  search: Search
  whose: Whose
  shownId: string | null
  /** Back to the box. */
  onBack(): void
}

const MINUTE_MS = 60_000
/** While the index grows more may be found. */
const REFRESH_MS = 1_000

/** Arrows go through the results, Enter opens one, Escape goes back to the box. */
export function SearchResults({ search, whose, shownId, onBack, ...actions }: SearchResultsProps) {
  const state = useStore(search.store)
  const now = useNow(MINUTE_MS)
  const groups = state.reply === null ? [] : groupsOf(state.reply)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (event.key === 'Escape' || (step === -1 && event.target === firstResult())) onBack()
    else if (step !== null) neighbour(event.target, step)?.focus()
    else return
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- keys for what is inside
    <section
      aria-label={m.search_results()}
      aria-busy={state.isAsking}
      onKeyDown={onKeyDown}
      className="scroll min-h-0 flex-1 overflow-y-auto px-3 pb-4"
    >
      <Standing state={state} groups={groups} onAgain={search.again} />
      {(state.reply?.toIndex ?? 0) > 0 && <Every ms={REFRESH_MS} act={search.again} />}
      {groups.map((group) => (
        <FoundConversation
          key={group.conversation.id}
          group={group}
          face={whose.get(group.conversation.assistantId)}
          isShown={group.conversation.id === shownId}
          now={now}
          text={state.foundFor}
          {...actions}
        />
      ))}
      {state.reply !== null && state.reply.next !== null && (
        <button
          type="button"
          className="mt-2 h-8 w-full rounded-md text-sm font-medium text-accent hover:bg-hover"
          onClick={() => void search.more()}
        >
          {m.search_more()}
        </button>
      )}
    </section>
  )
}

interface StandingProps {
  state: SearchState
  groups: readonly FoundGroup[]
  onAgain(): void
}

/** How the search stands, in words. */
function Standing({ state: { reply, error, foundFor, isAsking }, groups, onAgain }: StandingProps) {
  if (error !== null)
    return (
      <div role="alert" className="px-2 pt-4 text-sm">
        <p>{explain(error).title}</p>
        <button type="button" className="mt-1 font-medium text-accent" onClick={onAgain}>
          {m.try_again()}
        </button>
      </div>
    )
  if (reply === null) return <p className="px-2 pt-4 text-xs text-fg-3">{isAsking && m.search_busy()}</p>
  const hits = groups.reduce((sum, { messages }) => sum + Math.max(1, messages.length), 0)
  return (
    <div className="px-2 pt-3 pb-1 text-xs text-fg-3">
      <p role="status">
        {hits === 0
          ? m.search_none({ text: foundFor.trim() })
          : m.search_found({ count: `${formatNumber(hits)}${reply.next === null ? '' : '+'}` })}
      </p>
      {hits === 0 && <p className="mt-1">{m.search_none_hint()}</p>}
      {reply.toIndex > 0 && (
        <p className="mt-1 text-warn">{m.search_indexing({ count: formatNumber(reply.toIndex) })}</p>
      )}
    </div>
  )
}
