/** The box at the head of the sidebar: what is typed in it is looked for in all conversations. */
import { Search as SearchIcon, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { SEARCH_CHARACTERS } from '../../../shared/domain/search.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { firstResult } from './result-keys.ts'
import type { Search } from './search-store.ts'

interface SearchBoxProps {
  search: Search
  /** True until the box has the cursor it was asked to have. */
  isWanted: boolean
  onFocused(): void
  /** Escape in an empty box. */
  onLeave(): void
}

/** Down goes to the results, Enter opens the first, Escape clears and then leaves. */
export function SearchBox({ search, isWanted, onFocused, onLeave }: SearchBoxProps) {
  const text = useStore(search.store, (state) => state.text)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isWanted) return
    box.current?.focus()
    box.current?.select()
    onFocused()
  }, [isWanted, onFocused])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (text === '') onLeave()
      else search.type('')
    }
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    if (event.key === 'Enter') firstResult()?.click()
    else firstResult()?.focus()
  }
  return (
    <div className="relative min-w-0 flex-1">
      <SearchIcon size={14} aria-hidden className="absolute start-2.5 top-2 text-fg-3" />
      <input
        ref={box}
        type="text"
        role="searchbox"
        aria-label={m.search_label()}
        placeholder={m.search_placeholder()}
        value={text}
        maxLength={SEARCH_CHARACTERS}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => search.type(currentTarget.value)}
        onKeyDown={onKeyDown}
        className="h-[30px] w-full rounded-md border border-line-strong bg-raised ps-8 pe-8 text-sm placeholder:text-fg-3"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={m.search_clear()}
          title={m.search_clear()}
          onClick={() => {
            search.type('')
            box.current?.focus()
          }}
          className="absolute end-1 top-[3px] grid size-6 place-items-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg"
        >
          <X size={14} />
        </button>
      )}
    </div>
  )
}
