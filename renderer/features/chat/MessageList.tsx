/** The messages of a conversation, only those near the view in the page; it follows a growing answer and never pulls a reader down. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { FoundContext } from './found-context.ts'
import { jumpToEnd } from './jump-store.ts'
import { QuestionBubble } from './Question.tsx'
import type { QueueActions } from './queue-actions.ts'
import type { Row } from './rows.ts'
import { ThreadBegins } from './ThreadBegins.tsx'
import { Turn } from './Turn.tsx'
import { useJump } from './use-jump.ts'
import { useSelectAll } from './use-select-all.ts'

interface MessageListProps {
  conversationId: string
  rows: readonly Row[]
  speaker: string
  queue: QueueActions
  onOpenSettings(about: AppError): void
  onInspect(runId: string): void
  /** Called when the reader comes near the first message shown. */
  onNearStart(): void
  /** True while there are messages after the last one shown. */
  hasLater: boolean
  /** Called when the reader comes near the last message shown. */
  onNearEnd(): void
}

const NEAR_END_PX = 90
/** How near a reader comes to either end before more is asked for. */
const NEAR_PX = 500
const GUESSED_ROW_PX = 140

/** Scrolls itself; its parent gives it a height. */
export function MessageList(props: MessageListProps) {
  const { conversationId, rows, speaker, hasLater, onNearStart, onNearEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [wasAway, setWasAway] = useState(hasLater)
  useEffect(() => setWasAway(hasLater), [hasLater])
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used, and this component stays small
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESSED_ROW_PX,
    getItemKey: (at) => rows[at]?.key ?? at,
    anchorTo: 'end',
    // What is added at the end of a page is not what just came in.
    followOnAppend: !hasLater && !wasAway,
    scrollEndThreshold: NEAR_END_PX,
    overscan: 8,
    paddingStart: 8,
    paddingEnd: 28,
  })
  useLayoutEffect(() => list.scrollToEnd(), [list])
  useSelectAll({ conversationId, speaker, scroller })
  const foundId = useJump(list, { conversationId, rows, hasLater, scroller })
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
          const { scrollTop, scrollHeight, clientHeight } = currentTarget
          if (scrollTop < NEAR_PX) onNearStart()
          if (scrollHeight - scrollTop - clientHeight < NEAR_PX) onNearEnd()
        }}
      >
        <FoundContext value={foundId}>
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
        </FoundContext>
      </div>
      {rows.length > 0 && (hasLater || !list.isAtEnd(NEAR_END_PX)) && (
        <JumpButton onClick={() => jumpToEnd(conversationId)} />
      )}
    </div>
  )
}

function JumpButton({ onClick }: { onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-2 rounded-full border border-line-strong bg-raised px-3.5 text-sm font-medium shadow-2 hover:bg-hover"
    >
      <ArrowDown size={15} aria-hidden />
      {m.list_jump()}
    </button>
  )
}

function RowView({ row, speaker, queue, onOpenSettings, onInspect }: MessageListProps & { row: Row }) {
  if (row.kind === 'thread-begins') return <ThreadBegins />
  if (row.kind === 'question')
    return <QuestionBubble question={row.question} standing={row.standing} queue={queue} />
  const { run, answers, isLatest } = row
  return <Turn {...{ run, answers, isLatest, speaker, onOpenSettings, onInspect }} />
}
