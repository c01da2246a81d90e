/** The conversations, those near the view only: mouse and keyboard open, select and change one or many of them. */
import { lazy, Suspense, type CSSProperties, type MouseEvent } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { useNow } from '../../ui/use-clock.ts'
import type { ConversationActions } from './conversation-actions-port.ts'
import { ConversationRow } from './ConversationRow.tsx'
import type { Line } from './groups.ts'
import { GroupHeading } from './GroupHeading.tsx'
import { keyAt, meant, takeKey } from './list-keys.ts'
import { extend, nothing, toggle } from './selection.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { useList, type ListModel } from './use-list.ts'
import { useRows } from './use-rows.ts'
import type { Whose } from './whose.ts'

const RowMenu = lazy(async () => ({ default: (await import('./RowMenu.tsx')).RowMenu }))

export interface ConversationListProps {
  conversations: readonly Conversation[]
  actions: ConversationActions
  /** Null where the list is one assistant's. */
  whose: Whose | null
  /** Who else can be asked. */
  assistants: readonly Assistant[]
  shownId: string | null
}

const MINUTE_MS = 60_000

/** Scrolls itself; its parent gives it a height. */
export function ConversationList(props: ConversationListProps) {
  const { conversations, actions, shownId } = props
  const now = useNow(MINUTE_MS)
  const list = useList(conversations, { now, shownId })
  const { scroller, height, items, go } = useRows(list)
  return (
    <>
      {list.selection.ids.size > 0 && (
        <SelectionBar list={list} actions={actions} conversations={conversations} />
      )}
      <div ref={scroller} className="scroll relative min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears for its rows, which are buttons: thousands of them */}
        <ul
          aria-label={m.conversations_list()}
          className="relative"
          style={{ height }}
          onKeyDown={(event) => takeKey(event, { list, actions, go })}
          onContextMenu={(event) => openMenu(event, list)}
          onClickCapture={(event) => pick(event, { list, shownId })}
          onFocus={({ target }) => noteCursor(target, list)}
        >
          {items.map(({ index, start }) => (
            <LineView
              key={list.lines[index]?.key ?? index}
              {...props}
              {...{ list, now, line: list.lines[index] }}
              style={{ transform: `translateY(${start}px)` }}
            />
          ))}
        </ul>
      </div>
      {list.menu !== null && (
        <Suspense fallback={null}>
          <RowMenu {...props} list={list} menu={list.menu} ids={meant(list, list.menu.conversationId)} />
        </Suspense>
      )}
    </>
  )
}

interface LineViewProps extends ConversationListProps {
  list: ListModel
  line: Line | undefined
  now: number
  style: CSSProperties
}

function LineView({ line, list, style, whose, ...props }: LineViewProps) {
  if (line === undefined) return null
  if (line.kind === 'heading') return <GroupHeading line={line} list={list} style={style} />
  return (
    <ConversationRow
      conversation={line.conversation}
      assistant={whose?.(line.conversation) ?? null}
      list={list}
      actions={props.actions}
      isShown={line.key === props.shownId}
      now={props.now}
      style={style}
    />
  )
}

/** The Tab key comes back to where the keyboard was last. */
function noteCursor(target: EventTarget, list: ListModel): void {
  const key = keyAt(target)
  if (key !== null && key !== list.cursor) list.setCursor(key)
}

function openMenu(event: MouseEvent, list: ListModel): void {
  const key = keyAt(event.target)
  if (key === null || !list.order.includes(key)) return
  event.preventDefault()
  list.setMenu({ conversationId: key, at: { x: event.clientX, y: event.clientY } })
}

/** With Ctrl, Cmd or Shift a click selects; without, it opens and what was selected is selected no more. */
function pick(event: MouseEvent, { list, shownId }: { list: ListModel; shownId: string | null }): void {
  const isOnRow = event.target instanceof Element && event.target.closest('[data-stop]') !== null
  const id = keyAt(event.target)
  if (!isOnRow || id === null || !list.order.includes(id)) return
  const isOne = event.ctrlKey || event.metaKey
  if (!isOne && !event.shiftKey) {
    if (list.selection.ids.size > 0) list.select(nothing)
    return
  }
  event.preventDefault()
  event.stopPropagation()
  const from = shownId ?? id
  list.select(
    isOne ? toggle(list.selection, id) : extend(list.selection, { order: list.order, from, to: id }),
  )
}
