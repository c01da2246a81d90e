/** The keys of the list of conversations: moving, selecting, and what can be done to a row without the mouse. */
import type { KeyboardEvent } from 'react'
import type { ConversationActions } from './conversation-actions-port.ts'
import { headingKey } from './groups.ts'
import { extend, nothing, selectAll, toggle } from './selection.ts'
import type { ListModel } from './use-list.ts'

const PAGE_ROWS = 10

export interface KeyWorld {
  list: ListModel
  actions: Pick<ConversationActions, 'onRemove'>
  /** Brings the line into view and gives it the focus. */
  go(key: string): void
}

/** Takes the key unless it is none of the list's. */
export function takeKey(event: KeyboardEvent, { list, actions, go }: KeyWorld): void {
  const key = keyAt(event.target)
  const isTyping = event.target instanceof HTMLInputElement
  if (key === null || isTyping) return
  const hasCommand = event.ctrlKey || event.metaKey
  const act = actionFor(event, { key, hasCommand, list, actions, go })
  if (act === null) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

/** The line an element belongs to. */
export const keyAt = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest('[data-line]')?.getAttribute('data-line') ?? null) : null

interface Moment extends KeyWorld {
  key: string
  hasCommand: boolean
}

function actionFor(event: KeyboardEvent, moment: Moment): (() => void) | null {
  const { key, hasCommand, list } = moment
  const next = moveTo(event.key, moment)
  if (next !== null && !hasCommand && !event.altKey) return () => move(next, event.shiftKey, moment)
  if (hasCommand && event.key.toLowerCase() === 'a')
    return () => list.select(selectAll(list.selection, list.order))
  if (event.key === 'Escape' && list.selection.ids.size > 0) return () => list.select(nothing)
  return list.order.includes(key) ? rowAction(event, moment) : null
}

function rowAction(event: KeyboardEvent, { key, hasCommand, list, actions }: Moment): (() => void) | null {
  const isMenuKey = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
  const row = event.target instanceof Element ? event.target.closest('[data-line]') : null
  if (isMenuKey && row !== null) return () => list.setMenu({ conversationId: key, at: row })
  if (hasCommand && event.key === ' ') return () => list.select(toggle(list.selection, key))
  if (event.key === 'F2') return () => list.rename(key)
  if (event.key === 'Delete') return () => actions.onRemove(meant(list, key))
  return null
}

/** The selection when the row is part of it, else the row alone. */
export const meant = ({ selection, order }: Pick<ListModel, 'selection' | 'order'>, id: string): string[] =>
  selection.ids.has(id) ? order.filter((listed) => selection.ids.has(listed)) : [id]

/** Rows, and the fold of the archive. */
const stopsOf = ({ lines }: ListModel): string[] =>
  lines.flatMap(({ kind, key }) => (kind === 'row' || key === headingKey('archived') ? [key] : []))

function moveTo(pressed: string, { key, list }: Moment): string | null {
  const stops = stopsOf(list)
  const at = stops.indexOf(key)
  const target = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['PageDown', at + PAGE_ROWS],
    ['PageUp', at - PAGE_ROWS],
    ['Home', 0],
    ['End', stops.length - 1],
  ]).get(pressed)
  if (target === undefined) return null
  return stops[Math.min(Math.max(target, 0), stops.length - 1)] ?? null
}

function move(next: string, isExtending: boolean, { key, list, go }: Moment): void {
  if (isExtending && list.order.includes(next))
    list.select(extend(list.selection, { order: list.order, from: key, to: next }))
  // A stretch begins where one starts to hold the key.
  else if (!isExtending && list.selection.anchor !== null) list.select({ ...list.selection, anchor: null })
  go(next)
}
