/** One use of a tool: a line in plain words that opens to what was sent and what came back. */
import { Braces, ChevronRight, CircleHelp, FileSearch, SquareTerminal, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Step, ToolUse } from '../../../shared/domain/step.ts'
import { filesOf, linesOf } from '../../../shared/domain/timeline.ts'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatSeconds } from '../format.ts'
import { useKept } from '../kept-state.ts'
import { SentAndReceived } from './SentAndReceived.tsx'

interface ToolRowProps {
  /** Under which the row remembers whether it is open. */
  id: string
  step: Step
  use: ToolUse
  folder: string
  /** The run is over: nothing more will come, whatever the step says. */
  isOver?: boolean
  /** A remembered answer was given to this function call without asking. */
  isAutomatic?: boolean
  /** Shows everything from the start, with the code drawn by this; without it the row starts closed. */
  drawCode?: (code: string) => ReactNode
}

/** Closed at first: most people want the answer. */
export function ToolRow({ id, step, use, folder, isOver, isAutomatic = false, drawCode }: ToolRowProps) {
  const [isOpen, setIsOpen] = useKept<boolean>(`tool:${id}`, drawCode !== undefined)
  const { icon, words, name } = lineOf(use)
  const took = step.startedAt !== null && step.endedAt !== null ? step.endedAt - step.startedAt : null
  return (
    <div className="@container border-t border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className={`flex h-[38px] w-full items-center gap-3 px-3.5 text-start text-sm hover:bg-hover ${isOpen ? 'bg-hover' : ''}`}
      >
        <span aria-hidden className="grid w-5 shrink-0 place-items-center text-fg-2">
          {icon}
        </span>
        <span className="truncate">{words}</span>
        <span className="hidden truncate font-mono text-xs text-fg-3 @sm:inline">{name}</span>
        {isAutomatic && (
          <span className="flex shrink-0 items-center gap-1 rounded-sm bg-accent-soft px-1.5 text-xs text-accent">
            <Zap size={12} aria-hidden />
            {m.function_automatic()}
          </span>
        )}
        <span className="ms-auto text-xs whitespace-nowrap text-fg-3 tabular-nums">
          {took !== null && took > 0 && m.seconds_short({ seconds: formatSeconds(took) })}
        </span>
        <ChevronRight
          size={16}
          aria-hidden
          className={`shrink-0 text-fg-3 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      {isOpen && (
        <div className="flex flex-col gap-2 border-t border-line bg-sunk px-3.5 py-3">
          <SentAndReceived
            use={use}
            folder={folder}
            isOver={isOver ?? step.state !== 'running'}
            {...(drawCode === undefined ? {} : { drawCode })}
          />
        </div>
      )}
    </div>
  )
}

function lineOf(use: ToolUse): { icon: ReactNode; words: string; name: string } {
  switch (use.kind) {
    case 'code':
      return {
        icon: <SquareTerminal size={16} />,
        words: m.step_code({ count: linesOf(use.input) }),
        name: 'code_interpreter',
      }
    case 'file-search':
      return {
        icon: <FileSearch size={16} />,
        words: use.hits.length === 0 ? m.step_search_none() : m.step_search({ count: filesOf(use) }),
        name: 'file_search',
      }
    case 'function':
      return {
        icon: <Braces size={16} />,
        words: m.step_function({ name: showUnseen(use.name) }),
        name: showUnseen(use.name),
      }
    case 'unknown':
      return {
        icon: <CircleHelp size={16} />,
        words: m.step_unknown({ name: showUnseen(use.name) }),
        name: showUnseen(use.name),
      }
  }
}
