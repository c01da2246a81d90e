/** Which run is shown: the latest, whichever that is, or one that stays. */
import { ChevronDown } from 'lucide-react'
import type { RunTitle } from '../../../shared/domain/inspection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { useStore } from 'zustand'
import { formatClock } from '../../ui/format.ts'
import { inspectionStore } from './inspection-store.ts'

interface RunPickerProps {
  conversationId: string
  chosenId: string | null
  onChoose(runId: string | null): void
}

const LATEST = ''
const NONE: readonly RunTitle[] = []

/** The system's own list: it may be long, and it opens over the edge of the window. */
export function RunPicker({ conversationId, chosenId, onChoose }: RunPickerProps) {
  const choices = useStore(inspectionStore, ({ runs }) => (runs.of === conversationId ? runs.titles : NONE))
  const isListed = chosenId === null || choices.some(({ id }) => id === chosenId)
  return (
    <div className="relative mx-4 mt-3 shrink-0">
      <select
        aria-label={m.inspect_run()}
        value={chosenId ?? LATEST}
        onChange={({ target }) => onChoose(target.value === LATEST ? null : target.value)}
        className="h-8 w-full appearance-none truncate rounded-md border border-field-line bg-raised ps-2.5 pe-8 text-sm text-fg"
      >
        <option value={LATEST}>{m.inspect_latest()}</option>
        {choices.map(({ id, title, startedAt }) => (
          <option key={id} value={id}>
            {`${formatClock(startedAt)} · ${title}`}
          </option>
        ))}
        {!isListed && <option value={chosenId}>{chosenId}</option>}
      </select>
      <ChevronDown
        size={15}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto text-fg-3"
      />
    </div>
  )
}
