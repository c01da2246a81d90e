/** The bar at the top right of a conversation: what to find in it, which place of how many, next and previous. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { SEARCH_CHARACTERS } from '../../../shared/domain/search.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { Every } from '../../ui/Every.tsx'
import { formatNumber } from '../../ui/format.ts'
import { focusComposer } from './composer-focus.ts'
import { closeFind, findStore, step, totalOf, typeFind } from './find-store.ts'
import { useFindMarks } from './use-find-marks.ts'

/** While the index grows it may be found after all. */
const AGAIN_MS = 1_000

/** Enter and F3 go on, with Shift back, Escape closes and gives the keyboard back. */
export function FindBar() {
  const { text, wanted, current, matches, isAsking, toIndex } = useStore(findStore)
  const box = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  useFindMarks()
  useEffect(() => {
    if (wanted === 0) return
    const { activeElement } = document
    if (activeElement !== box.current) before.current = activeElement
    box.current?.focus()
    box.current?.select()
  }, [wanted])
  const leave = () => {
    closeFind()
    const back = before.current
    if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus()
    else focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && event.target === box.current) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
  const total = totalOf({ matches })
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- keys for what is inside
    <div
      role="search"
      data-find-bar
      aria-label={m.find_label()}
      onKeyDown={onKeyDown}
      className="absolute end-4 top-[54px] z-20 flex h-10 w-[360px] max-w-[calc(100%-32px)] items-center gap-1 rounded-lg border border-line-strong bg-raised ps-3 pe-1.5 shadow-2"
    >
      <input
        ref={box}
        type="text"
        role="searchbox"
        aria-label={m.find_label()}
        placeholder={m.find_label()}
        value={text}
        maxLength={SEARCH_CHARACTERS}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => typeFind(currentTarget.value)}
        className="h-8 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-fg-3"
      />
      <span role="status" className="shrink-0 px-1 text-xs text-fg-3 tabular-nums">
        {wordsFor({ text, total, current, isAsking: isAsking || toIndex > 0 })}
      </span>
      {toIndex > 0 && total === 0 && <Every ms={AGAIN_MS} act={() => typeFind(text)} />}
      <IconButton label={m.find_previous()} disabled={total === 0} onClick={() => step(-1)}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={m.find_next()} disabled={total === 0} onClick={() => step(1)}>
        <ChevronDown size={16} />
      </IconButton>
      <IconButton label={m.find_close()} onClick={leave}>
        <X size={16} />
      </IconButton>
    </div>
  )
}

interface Standing {
  text: string
  total: number
  current: number | null
  isAsking: boolean
}

function wordsFor({ text, total, current, isAsking }: Standing): string {
  if (text.trim() === '') return ''
  if (isAsking && total === 0) return m.search_busy()
  if (total === 0) return m.find_none()
  return m.find_count({ at: formatNumber((current ?? 0) + 1), total: formatNumber(total) })
}
