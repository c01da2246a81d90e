/** One request opened: when, how large, under which ID, and both bodies. */
import { useStore } from 'zustand'
import type { Exchange, KeptBody } from '../../../shared/domain/exchange.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { formatBytes, formatClockSeconds, prettyJson } from '../../ui/format.ts'
import { Facts } from './Facts.tsx'
import { inspectionStore } from './inspection-store.ts'

/** More than this is never drawn at once. */
export const SHOWN_CHARACTERS = 200_000
const KEPT_CHARACTERS = 256 * 1024

export function RequestDetails({ exchange }: { exchange: Exchange }) {
  const { id, startedAt, requestId, requestBytes, responseBytes } = exchange
  const told = useStore(inspectionStore, ({ bodies }) => bodies[id])
  return (
    <div className="flex flex-col gap-3 border-t border-line bg-sunk px-3 py-3">
      <Facts
        facts={[
          { label: m.inspect_sent_at(), value: formatClockSeconds(startedAt) },
          {
            label: m.inspect_sizes(),
            value: m.inspect_size_both({
              sent: formatBytes(requestBytes),
              received: formatBytes(responseBytes),
            }),
          },
          ...(requestId === null
            ? []
            : [
                {
                  label: m.detail_request_id(),
                  value: (
                    <CopyChip
                      id={requestId}
                      label={m.inspect_copy_id({ name: m.detail_request_id(), id: requestId })}
                      title={requestId}
                      isWide
                    />
                  ),
                },
              ]),
        ]}
      />
      {told?.state === 'loading' && <output className="text-xs text-fg-3">{m.loading()}</output>}
      {told?.state === 'here' && (
        <>
          {requestBytes > 0 && <Body label={m.inspect_body_sent()} body={told.bodies.request} />}
          {responseBytes > 0 && <Body label={m.inspect_body_received()} body={told.bodies.response} />}
        </>
      )}
    </div>
  )
}

function Body({ label, body }: { label: string; body: KeptBody | null }) {
  const text = body === null ? '' : prettyJson(body.text)
  return (
    <section aria-label={label}>
      <div className="flex h-7 items-center justify-between">
        <h4 className="text-xs font-medium text-fg-2">{label}</h4>
        {body !== null && <CopyButton text={text} />}
      </div>
      {body === null ? (
        <p className="text-xs text-fg-3">{m.inspect_body_none()}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre
          tabIndex={0}
          className="scroll max-h-96 overflow-auto rounded-md border border-line bg-bg px-2.5 py-2 font-mono text-2xs [overflow-wrap:anywhere] whitespace-pre-wrap select-text"
        >
          {text.slice(0, SHOWN_CHARACTERS)}
        </pre>
      )}
      {text.length > SHOWN_CHARACTERS && (
        <p className="mt-1 text-xs text-warn">
          {m.inspect_body_cut({ size: formatBytes(SHOWN_CHARACTERS) })}
        </p>
      )}
      {body?.isCut === true && (
        <p className="mt-1 text-xs text-warn">
          {m.inspect_body_kept({ size: formatBytes(KEPT_CHARACTERS) })}
        </p>
      )}
    </section>
  )
}
