/** The snapshots there are: when each was made, what is in it, and going back to it. */
import { History } from 'lucide-react'
import { useState } from 'react'
import { SNAPSHOT_DAYS, type DataOverview, type Snapshot } from '../../../shared/domain/snapshot.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { formatBytes, formatMoment, named } from '../../ui/format.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { SnapshotDialog } from './SnapshotDialog.tsx'

interface SnapshotsProps extends Pick<DataOverview, 'snapshots' | 'snapshotTrouble' | 'conversations'> {
  onChanged(): void
}

export function Snapshots({ snapshots, snapshotTrouble, conversations, onChanged }: SnapshotsProps) {
  const [shown, setShown] = useState<Snapshot | null>(null)
  const [isMaking, setIsMaking] = useState(false)
  const make = () => {
    setIsMaking(true)
    request('data.makeSnapshot')
      .catch(sayFailure)
      .finally(() => {
        setIsMaking(false)
        onChanged()
      })
  }
  return (
    <section aria-labelledby="data-snapshots">
      <h2 id="data-snapshots" className="text-base font-semibold">
        {m.snapshot_title()}
      </h2>
      <p className="mt-1 text-sm text-fg-2">{m.snapshot_intro({ days: SNAPSHOT_DAYS })}</p>
      {snapshotTrouble !== null && (
        <p role="alert" className="mt-3 text-sm text-bad">
          {snapshotTrouble === 'disk' ? m.snapshot_trouble_disk() : m.snapshot_trouble_damaged()}
        </p>
      )}
      {snapshots.length === 0 ? (
        <p className="mt-4 rounded-lg border border-line px-4 py-3 text-sm text-fg-3">{m.snapshot_none()}</p>
      ) : (
        <ul className="mt-4 divide-y divide-line rounded-lg border border-line">
          {snapshots.map((snapshot) => (
            <Row key={snapshot.id} snapshot={snapshot} onShow={() => setShown(snapshot)} />
          ))}
        </ul>
      )}
      <Button className="mt-3" onClick={make} disabled={isMaking || conversations === 0}>
        {isMaking ? m.snapshot_making() : m.snapshot_make()}
      </Button>
      {shown !== null && (
        <SnapshotDialog snapshot={shown} onClose={() => setShown(null)} onRestored={onChanged} />
      )}
    </section>
  )
}

function Row({ snapshot, onShow }: { snapshot: Snapshot; onShow(): void }) {
  const { kind, at, bytes } = snapshot
  const when = formatMoment(at)
  return (
    <li className="flex items-center gap-3 px-4 py-2.5 text-sm">
      <History size={16} className="shrink-0 text-fg-3" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{when}</p>
        <p className="text-xs text-fg-3">
          {kind === 'daily' ? m.snapshot_daily() : m.snapshot_before()} · {formatBytes(bytes)}
        </p>
      </div>
      <Button onClick={onShow} aria-label={named(m.snapshot_look(), when)}>
        {m.snapshot_look()}
      </Button>
    </li>
  )
}
