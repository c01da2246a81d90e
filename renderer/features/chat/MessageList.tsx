/** The messages of a conversation, only those near the view in the page; it follows a growing answer and never pulls a reader down. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { QuestionBubble } from './Question.tsx'
import type { QueueActions } from './queue-actions.ts'
import type { Row } from './rows.ts'
import { Turn } from './Turn.tsx'

interface MessageListProps {
  rows: readonly Row[]
  speaker: string
  queue: QueueActions
  onOpenSettings(): void
  onInspect(runId: string): void
  /** Called when the reader comes near the first message shown. */
  onNearStart(): void
}

const NEAR_END_PX = 90
const NEAR_START_PX = 500
const GUESSED_ROW_PX = 140

/** Scrolls itself; its parent gives it a height. */
export function MessageList(props: MessageListProps) {
  const { rows, onNearStart } = props
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used, and this component stays small
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESSED_ROW_PX,
    getItemKey: (at) => rows[at]?.key ?? at,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END_PX,
    overscan: 4,
    paddingStart: 8,
    paddingEnd: 28,
  })
  useLayoutEffect(() => list.scrollToEnd(), [list])
  useEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = scroller.current ?? {}
    if (scrollHeight <= clientHeight) onNearStart()
  }, [rows.length, onNearStart])

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={m.conversation_log()}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="scroll h-full overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable_both-edges] outline-offset-[-3px] [overflow-anchor:none]"
        onScroll={({ currentTarget }) => {
          if (currentTarget.scrollTop < NEAR_START_PX) onNearStart()
        }}
      >
        <div className="relative mx-auto w-full max-w-[784px]" style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row !== undefined && (
                <div
                  key={item.key}
                  ref={list.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 top-0 px-6"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView {...props} row={row} />
                </div>
              )
            )
          })}
        </div>
      </div>
      {rows.length > 0 && !list.isAtEnd(NEAR_END_PX) && (
        <button
          type="button"
          onClick={() => list.scrollToEnd()}
          className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-2 rounded-full border border-line-strong bg-raised px-3.5 text-sm font-medium shadow-2 hover:bg-hover"
        >
          <ArrowDown size={15} aria-hidden />
          {m.list_jump()}
        </button>
      )}
    </div>
  )
}

function RowView({ row, speaker, queue, onOpenSettings, onInspect }: MessageListProps & { row: Row }) {
  if (row.kind === 'question')
    return <QuestionBubble question={row.question} standing={row.standing} queue={queue} />
  const { run, answers, isLatest } = row
  return <Turn {...{ run, answers, isLatest, speaker, onOpenSettings, onInspect }} />
}
