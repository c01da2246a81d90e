/** The sources under an answer: number, name and the start of the passage. */
import { m } from '../../../shared/words/generated/messages.js'
import type { Source } from './citations.ts'
import { sourceName } from './source-name.ts'

/** Nothing where nothing is cited. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null
  return (
    <ul aria-label={m.cite_sources()} className="flex flex-wrap gap-2">
      {sources.map(({ number, citation }) => (
        <li
          key={number}
          className="flex h-[26px] max-w-full items-center gap-2 rounded-full border border-line ps-1 pe-3 text-xs"
        >
          <span className="grid size-[18px] shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-medium text-accent">
            {number}
          </span>
          <span className="shrink-0">{sourceName(citation)}</span>
          {citation.quote !== null && <span className="max-w-56 truncate text-fg-3">“{citation.quote}”</span>}
        </li>
      ))}
    </ul>
  )
}
