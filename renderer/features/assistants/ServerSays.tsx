/** What the server says of an assistant: read-only, with the time it was read, and read anew on demand. */
import { RefreshCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Assistant, AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { formatMoment, joinSentences } from '../../ui/format.ts'

type Reading = { state: 'idle' | 'reading' } | { state: 'failed'; error: AppError }

/** Nothing here can be changed: the app tries assistants out, it does not build them. */
export function ServerSays({ assistant: { id: assistantId, snapshot } }: { assistant: Assistant }) {
  const [reading, setReading] = useState<Reading>({ state: 'idle' })
  const refresh = () => {
    setReading({ state: 'reading' })
    request('assistants.refresh', { assistantId }).then(
      () => setReading({ state: 'idle' }),
      (thrown: unknown) => setReading({ state: 'failed', error: toAppError(thrown) }),
    )
  }
  const isReading = reading.state === 'reading'
  return (
    <section aria-labelledby="server-says" className="mt-10 border-t border-line pt-6">
      <div className="mb-3 flex items-center gap-3">
        <h2 id="server-says" className="min-w-0 flex-1 text-[17px] leading-[26px] font-semibold">
          {m.asst_server_says()}
        </h2>
        <Button onClick={refresh} disabled={isReading}>
          <RefreshCw size={14} aria-hidden className={isReading ? 'animate-spin' : ''} />
          {m.asst_refresh()}
        </Button>
      </div>
      <output className="mb-3 block text-xs text-fg-2">
        {isReading
          ? m.asst_reading()
          : snapshot === null
            ? m.asst_never_read()
            : m.asst_read_at({ moment: formatMoment(snapshot.readAt) })}
      </output>
      {reading.state === 'failed' && <NotRead error={reading.error} />}
      {snapshot !== null && <Facts snapshot={snapshot} />}
    </section>
  )
}

function NotRead({ error }: { error: AppError }) {
  const { title, why, todo } = explain(error)
  return (
    <div role="alert" className="mb-3 rounded-lg bg-bad-soft px-3.5 py-3 text-sm [overflow-wrap:anywhere]">
      <p className="font-medium">{title}</p>
      <p className="text-fg-2">{joinSentences(why, todo)}</p>
    </div>
  )
}

function Facts({ snapshot }: { snapshot: AssistantSnapshot }) {
  const { name, description, model, instructions, tools, files } = snapshot
  return (
    <dl className="grid grid-cols-[minmax(84px,auto)_minmax(0,1fr)] gap-x-5 gap-y-2.5 rounded-lg border border-line bg-raised px-4 py-3.5 text-sm select-text">
      <Fact label={m.asst_fact_name()}>{name ?? <Nothing />}</Fact>
      {description !== null && description !== '' && (
        <Fact label={m.asst_fact_description()}>{description}</Fact>
      )}
      <Fact label={m.asst_fact_model()}>
        {model === null ? <Nothing /> : <span className="font-mono text-xs">{model}</span>}
      </Fact>
      <Fact label={m.asst_fact_instructions()}>
        {instructions === null || instructions === '' ? (
          <Nothing />
        ) : (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          <div className="scroll max-h-56 overflow-y-auto whitespace-pre-wrap" tabIndex={0}>
            {instructions}
          </div>
        )}
      </Fact>
      <Fact label={m.asst_fact_tools()}>
        {tools.length === 0 ? <Nothing /> : <span className="font-mono text-xs">{tools.join(', ')}</span>}
      </Fact>
      <Fact label={m.asst_fact_files()}>
        {files.length === 0 ? (
          <Nothing />
        ) : (
          <ul className="flex flex-col gap-1">
            {files.map(({ id, kind, tool }) => (
              <li key={`${tool} ${id}`} className="flex min-w-0 flex-wrap items-center gap-2">
                <CopyChip id={id} label={m.asst_copy_id({ id })} title={id} isWide />
                <span className="text-xs text-fg-2">
                  {kind === 'file' ? m.asst_file() : m.asst_vector_store()} · {tool}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-2">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

const Nothing = () => <span className="text-fg-3">{m.asst_fact_none()}</span>
