/** Your data: where it is, how much there is, taking it out, and going back to a snapshot. */
import { Download, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DataOverview } from '../../../shared/domain/snapshot.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { formatBytes, formatNumber, joinSentences } from '../../ui/format.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { Snapshots } from './Snapshots.tsx'
import { useOverview } from './use-overview.ts'

interface DataSettingsProps {
  onExportAll(): void
  /** What was deleted, which another feature shows. */
  children: ReactNode
}

export function DataSettings({ onExportAll, children }: DataSettingsProps) {
  const { state, read } = useOverview()
  return (
    <div className="flex flex-col gap-8">
      <div>
        <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.data_title()}</h1>
        <p className="mt-1 text-sm text-fg-2">{m.data_intro()}</p>
      </div>
      {state.at === 'loading' && (
        <output aria-label={m.loading()} className="live block h-40 rounded-lg bg-sunk" />
      )}
      {state.at === 'failed' && (
        <div role="alert" className="flex items-center gap-3 text-sm text-bad">
          <p className="min-w-0 flex-1">{joinSentences(m.data_failed(), explain(state.error).title)}</p>
          <Button onClick={read}>{m.try_again()}</Button>
        </div>
      )}
      {state.at === 'known' && (
        <>
          <Kept overview={state.overview} onExportAll={onExportAll} />
          <Snapshots {...state.overview} onChanged={read} />
        </>
      )}
      {children}
    </div>
  )
}

function Kept({ overview, onExportAll }: { overview: DataOverview; onExportAll(): void }) {
  const { folder, conversations, messages, bytes } = overview
  const sizes = [
    [m.data_size_history(), bytes.history],
    [m.data_size_snapshots(), bytes.snapshots],
    [m.data_size_attachments(), bytes.attachments],
    [m.data_size_logs(), bytes.logs],
    [m.data_size_other(), bytes.other],
  ] as const
  return (
    <section aria-labelledby="data-kept">
      <h2 id="data-kept" className="text-base font-semibold">
        {m.data_kept()}
      </h2>
      <p className="mt-1 text-sm text-fg-2 [overflow-wrap:anywhere]">
        {joinSentences(
          m.data_counts({ conversations: formatNumber(conversations), messages: formatNumber(messages) }),
          m.data_folder({ folder }),
        )}
      </p>
      <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-lg border border-line px-4 py-3 text-sm">
        {sizes.map(([words, size]) => (
          <div key={words} className="contents">
            <dt className="text-fg-2">{words}</dt>
            <dd className="text-end tabular-nums">{formatBytes(size)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => void request('data.openFolder').catch(sayFailure)}>
          <FolderOpen size={15} aria-hidden />
          {m.data_open_folder()}
        </Button>
        <Button onClick={onExportAll} disabled={conversations === 0}>
          <Download size={15} aria-hidden />
          {m.data_export_all()}
        </Button>
      </div>
    </section>
  )
}
