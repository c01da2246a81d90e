/** The heading of a group in the list; the one of the archive folds it in and out. */
import { ChevronRight } from 'lucide-react'
import type { CSSProperties } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber } from '../../ui/format.ts'
import type { GroupName, Line } from './groups.ts'
import type { ListModel } from './use-list.ts'

interface GroupHeadingProps {
  line: Extract<Line, { kind: 'heading' }>
  list: ListModel
  style: CSSProperties
}

const WORDS: Record<GroupName, (count: { count: string }) => string> = {
  pinned: () => m.group_pinned(),
  today: () => m.group_today(),
  yesterday: () => m.group_yesterday(),
  week: () => m.group_week(),
  older: () => m.group_older(),
  archived: m.group_archived,
}

/** A list item, as its rows are. */
export function GroupHeading({ line, list, style }: GroupHeadingProps) {
  const words = WORDS[line.name]({ count: formatNumber(line.count) })
  return (
    <li data-line={line.key} style={style} className="absolute inset-x-0 top-0 flex h-9 items-end pb-1">
      {line.name === 'archived' ? (
        <button
          type="button"
          data-stop
          tabIndex={0}
          aria-expanded={list.isArchiveOpen}
          onClick={list.foldArchive}
          className="flex h-6 items-center gap-1 rounded-md px-1.5 text-xs text-fg-3 outline-offset-[-2px] hover:bg-hover hover:text-fg"
        >
          <ChevronRight
            size={13}
            aria-hidden
            className={`transition-transform duration-150 ${list.isArchiveOpen ? 'rotate-90' : ''}`}
          />
          {words}
        </button>
      ) : (
        <h2 className="px-2 text-xs text-fg-3">{words}</h2>
      )}
    </li>
  )
}
