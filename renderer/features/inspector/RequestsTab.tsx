/** The requests a run was made of: what was asked, how it ended, how long it took; the rest opens below. */
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import type { Exchange } from '../../../shared/domain/exchange.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber } from '../../ui/format.ts'
import { useKept } from '../../ui/kept-state.ts'
import { fetchBodies } from './inspection-store.ts'
import { RequestDetails } from './RequestDetails.tsx'

/** Oldest first, as they were sent. */
export function RequestsTab({ exchanges }: { exchanges: readonly Exchange[] }) {
  return (
    <div className="py-3">
      {exchanges.length === 0 ? (
        <p className="text-sm text-fg-2">{m.inspect_requests_none()}</p>
      ) : (
        <ol className="overflow-hidden rounded-lg border border-line">
          {exchanges.map((exchange) => (
            <RequestRow key={exchange.id} exchange={exchange} />
          ))}
        </ol>
      )}
      <p className="mt-3 text-xs text-fg-3">{m.inspect_requests_note()}</p>
    </div>
  )
}

function RequestRow({ exchange }: { exchange: Exchange }) {
  const { id, method, path, ms } = exchange
  const [isOpen, setIsOpen] = useKept<boolean>(`request:${id}`, false)
  const toggle = () => {
    if (!isOpen) void fetchBodies(id)
    setIsOpen(!isOpen)
  }
  return (
    <li className="[&+&]:border-t [&+&]:border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={toggle}
        className={`flex w-full items-start gap-2 px-3 py-2 text-start text-xs hover:bg-hover ${isOpen ? 'bg-hover' : ''}`}
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={`mt-px shrink-0 text-fg-3 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 flex-1">
          <span className="flex gap-2">
            <span className="w-12 shrink-0 font-mono font-medium">{method}</span>
            <Outcome exchange={exchange} />
            <span className="ms-auto shrink-0 text-fg-3 tabular-nums">{formatNumber(ms)} ms</span>
          </span>
          <span className="mt-0.5 block font-mono text-2xs [overflow-wrap:anywhere] text-fg-2">
            {/* Broken between its parts where it has to be. */}
            {path.split(/(?<=[/?&])/).map((part, at) => (
              <Fragment key={at}>
                {at > 0 && <wbr />}
                {part}
              </Fragment>
            ))}
          </span>
        </span>
      </button>
      {isOpen && <RequestDetails exchange={exchange} />}
    </li>
  )
}

/** The status and, where it went wrong, the kind of failure by its name in the log. */
function Outcome({ exchange: { status, error } }: { exchange: Exchange }) {
  const look = error === undefined ? 'text-ok' : error === 'aborted' ? 'text-fg-3' : 'text-bad'
  const words = error === 'aborted' ? m.inspect_aborted() : error
  return (
    <span className={`min-w-0 truncate tabular-nums ${look}`}>
      {[status ?? (error === 'aborted' ? [] : m.inspect_no_reply()), words ?? []].flat().join(' · ')}
    </span>
  )
}
