/** A panel beside the conversation that shows how an answer came about: events, steps, requests, usage, and the record itself. */
import { X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { RunPicker } from './RunPicker.tsx'
import { RunView } from './RunView.tsx'

interface InspectorProps {
  conversationId: string
  /** Null when nothing has been asked yet. */
  latestId: string | null
  /** Null follows the latest run. */
  chosenId: string | null
  onChoose(runId: string | null): void
  onClose(): void
  /** True when the person has just asked for the panel: then the keyboard goes there. */
  isFocusWanted: boolean
  onFocused(): void
}

/** Beside the conversation where there is room, over it where there is not. */
export function Inspector(props: InspectorProps) {
  const { conversationId, latestId, chosenId, onChoose, onClose } = props
  const panel = useFocus(props)
  const shownId = chosenId ?? latestId
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever in it the keyboard is
    <aside
      ref={panel}
      aria-label={m.inspect_title()}
      tabIndex={-1}
      onKeyDown={closeOnEscape}
      className="flex w-[380px] max-w-full shrink-0 flex-col border-s border-line bg-bg outline-none max-[1060px]:absolute max-[1060px]:inset-y-0 max-[1060px]:end-0 max-[1060px]:z-20 max-[1060px]:shadow-2"
    >
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2.5">
        <h2 className="me-auto text-sm font-semibold">{m.inspect_title()}</h2>
        <IconButton label={m.inspect_close()} onClick={onClose}>
          <X size={17} />
        </IconButton>
      </header>
      {shownId === null ? (
        <div className="px-4 py-4 text-sm">
          <p>{m.inspect_none()}</p>
          <p className="mt-1 text-fg-2">{m.inspect_none_hint()}</p>
        </div>
      ) : (
        <>
          <RunPicker conversationId={conversationId} chosenId={chosenId} onChoose={onChoose} />
          <RunView key={shownId} conversationId={conversationId} runId={shownId} />
        </>
      )}
    </aside>
  )
}

/** On the selected tab, which is where arrow keys are of use; on the panel itself where there are no tabs. */
function useFocus({ isFocusWanted, onFocused }: InspectorProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isFocusWanted) return
    // Only then do the tabs know their places, without which arrow keys would begin from nowhere.
    const frame = requestAnimationFrame(() => {
      const tab = panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
      ;(tab ?? panel.current)?.focus()
      onFocused()
    })
    return () => cancelAnimationFrame(frame)
  }, [isFocusWanted, onFocused])
  return panel
}
