/** Opens and closes the inspector and says which run it shows. Kept as long as the window lives. */
import { createStore } from 'zustand/vanilla'
import { focusComposer } from '../features/chat/composer-focus.ts'
import { deskStore } from './desk-store.ts'

interface InspectorState {
  isOpen: boolean
  /** By conversation: the run that stays shown. Where there is none the latest is. */
  chosen: Readonly<Record<string, string | null>>
  /** The panel has been asked for and does not have the keyboard yet. */
  isFocusWanted: boolean
}

export const inspectorStore = createStore<InspectorState>(() => ({
  isOpen: false,
  chosen: {},
  isFocusWanted: false,
}))

/** What had the keyboard before the panel took it. */
let before: Element | null = null

/** Only beside a conversation: elsewhere there is nothing to look at. */
export function toggleInspector(): void {
  const { place } = deskStore.getState()
  if (inspectorStore.getState().isOpen) closeInspector()
  else if (place.at === 'conversation' && place.conversationId !== null) open()
}

/** Shows a run of the conversation that is shown. */
export function inspectRun(runId: string): void {
  chooseRun(runId)
  open()
}

/** Null goes back to the latest run. */
export function chooseRun(runId: string | null): void {
  const { place } = deskStore.getState()
  if (place.at !== 'conversation' || place.conversationId === null) return
  const { conversationId } = place
  inspectorStore.setState(({ chosen }) => ({ chosen: { ...chosen, [conversationId]: runId } }))
}

/** Gives the keyboard back to whoever had it. */
export function closeInspector(): void {
  const hadKeyboard = document.activeElement?.closest('aside') !== null
  inspectorStore.setState({ isOpen: false, isFocusWanted: false })
  if (!hadKeyboard) return
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus()
  else focusComposer()
}

export const noteFocused = (): void => inspectorStore.setState({ isFocusWanted: false })

function open(): void {
  const { activeElement } = document
  if (activeElement?.closest('aside') === null) before = activeElement
  inspectorStore.setState({ isOpen: true, isFocusWanted: true })
}
