/** Picking an assistant from the server's own list: it fills while it is read, and a filter finds one of thousands. */
import { Dialog } from '@base-ui/react/dialog'
import { LoaderCircle, X } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { ListedAssistant } from '../../../shared/domain/assistant.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, joinSentences } from '../../ui/format.ts'
import { PickList } from './PickList.tsx'
import { matching, useListing, type ListingModel, type ListSource } from './use-listing.ts'

interface PickDialogProps {
  source: ListSource
  host: string
  onPick(picked: ListedAssistant): void
  onClose(): void
}

/** Mounted while it is open. */
export function PickDialog({ source, host, onPick, onClose }: PickDialogProps) {
  const model = useListing(source)
  const filter = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup
          initialFocus={filter}
          className="fixed top-1/2 left-1/2 z-50 flex h-[min(600px,calc(100vh-48px))] w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line-strong bg-raised shadow-2 outline-none"
        >
          <div className="flex items-center gap-2 ps-5 pe-3 pt-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-base font-semibold">
              {m.pick_title({ host })}
            </Dialog.Title>
            <Dialog.Close
              aria-label={m.pick_close()}
              className="grid size-7 place-items-center rounded-md text-fg-2 hover:bg-hover"
            >
              <X size={16} />
            </Dialog.Close>
          </div>
          <Picking model={model} filter={filter} onPick={onPick} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const PAGE_ROWS = 10

interface PickingProps {
  model: ListingModel
  filter: RefObject<HTMLInputElement | null>
  onPick(picked: ListedAssistant): void
}

/** The focus stays in the filter; arrows move through the list beside it. */
function Picking({ model, filter, onPick }: PickingProps) {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const { listing } = model
  const found = matching(listing.assistants, typed)
  const at = Math.min(active, found.length - 1)
  const move = (event: KeyboardEvent) => {
    const to = movedTo(event.key, at)
    const picked = found[at]
    if (event.key === 'Enter' && picked !== undefined) onPick(picked)
    if (to === null && event.key !== 'Enter') return
    event.preventDefault()
    if (to !== null) setActive(Math.max(0, Math.min(found.length - 1, to)))
  }
  return (
    <>
      <div className="px-5 pt-3 pb-2">
        <input
          ref={filter}
          role="combobox"
          aria-label={m.pick_filter()}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
          placeholder={m.pick_filter_placeholder()}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={move}
          className="h-9 w-full rounded-md border border-field-line bg-bg px-3 text-sm placeholder:text-fg-3"
        />
      </div>
      <PickList {...{ found, active: at, listId, onPick }} onPoint={setActive}>
        {found.length === 0 && <Nothing model={model} isFiltered={typed.trim() !== ''} />}
      </PickList>
      <Foot model={model} found={found.length} />
    </>
  )
}

function movedTo(key: string, at: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'PageDown':
      return at + PAGE_ROWS
    case 'PageUp':
      return at - PAGE_ROWS
    default:
      return null
  }
}

/** In place of the list while there is nothing in it. */
function Nothing({
  model: { listing, readAgain },
  isFiltered,
}: {
  model: ListingModel
  isFiltered: boolean
}) {
  if (listing.state === 'failed' && listing.assistants.length === 0) {
    const { title, why, todo } = explain(listing.error)
    return (
      <div role="alert" className="px-6 py-10 text-center text-sm">
        <p className="font-medium">{title}</p>
        <p className="mx-auto mt-1 max-w-[400px] text-fg-2">{joinSentences(why, todo)}</p>
        <Button className="mt-4" onClick={readAgain}>
          {m.try_again()}
        </Button>
      </div>
    )
  }
  if (listing.state === 'reading' && !isFiltered)
    return <p className="px-6 py-10 text-center text-sm text-fg-2">{m.pick_reading_first()}</p>
  return (
    <p className="px-6 py-10 text-center text-sm text-fg-2">
      {isFiltered ? m.pick_no_match() : m.pick_empty()}
    </p>
  )
}

function Foot({ model: { listing, stop, readAgain }, found }: { model: ListingModel; found: number }) {
  const isReading = listing.state === 'reading'
  const all = listing.assistants.length
  return (
    <div className="flex min-h-12 items-center gap-2.5 border-t border-line px-5 py-2">
      {isReading && <LoaderCircle size={15} className="shrink-0 animate-spin text-accent" aria-hidden />}
      <output className="min-w-0 flex-1 text-xs text-fg-2">
        {joinSentences(countWords(all, found), endWords(listing))}
      </output>
      {isReading ? (
        <Button className="h-7" onClick={stop}>
          {m.pick_stop()}
        </Button>
      ) : (
        all > 0 && (
          <Button weight="quiet" className="h-7" onClick={readAgain}>
            {m.pick_again()}
          </Button>
        )
      )}
    </div>
  )
}

const countWords = (all: number, found: number): string =>
  found === all
    ? m.pick_count({ count: all, shown: formatNumber(all) })
    : m.pick_count_found({ found: formatNumber(found), all: formatNumber(all) })

function endWords(listing: ListingModel['listing']): string {
  if (listing.state === 'reading') return m.pick_reading()
  if (listing.state === 'failed') return listing.assistants.length === 0 ? '' : m.pick_broke_off()
  switch (listing.end) {
    case 'whole':
      return ''
    case 'stopped':
      return m.pick_stopped()
    case 'repeating':
      return m.pick_repeating()
    case 'too-many':
      return m.pick_too_many()
  }
}
