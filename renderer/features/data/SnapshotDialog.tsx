/** What is in a snapshot and what would change, before anything does; then going back to it, all or one conversation. */
import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import type { Glimpses, Snapshot, SnapshotPreview } from '../../../shared/domain/snapshot.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, formatNumber, joinSentences, named } from '../../ui/format.ts'
import { say, sayFailure } from '../../ui/toasts.ts'

interface SnapshotDialogProps {
  snapshot: Snapshot
  onClose(): void
  onRestored(): void
}

const UNDO_FOR_MS = 30_000
const SAID_FOR_MS = 5_000

type Known = SnapshotPreview | AppError | null

export function SnapshotDialog({ snapshot, onClose, onRestored }: SnapshotDialogProps) {
  const [known, setKnown] = useState<Known>(null)
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    let isWanted = true
    request('data.previewSnapshot', { snapshotId: snapshot.id }).then(
      (preview) => isWanted && setKnown(preview),
      (thrown: unknown) => isWanted && setKnown(toAppError(thrown)),
    )
    return () => void (isWanted = false)
  }, [snapshot.id])

  const carryOut = (work: () => Promise<void>) => {
    setIsBusy(true)
    work()
      .then(onClose, sayFailure)
      .finally(() => {
        setIsBusy(false)
        onRestored()
      })
  }
  const isKnown = known !== null && 'snapshot' in known
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-48px)] w-[520px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none">
          <Dialog.Title className="text-base font-semibold">
            {m.snapshot_of({ when: formatMoment(snapshot.at) })}
          </Dialog.Title>
          <div className="scroll mt-2 min-h-0 flex-1 overflow-y-auto text-sm">
            {known === null && (
              <output aria-label={m.loading()} className="live block h-32 rounded-lg bg-sunk" />
            )}
            {known !== null && 'kind' in known && <Unusable error={known} />}
            {isKnown && (
              <Preview
                preview={known}
                isBusy={isBusy}
                onBringBack={(conversationId) => carryOut(() => bringBack(snapshot.id, conversationId))}
              />
            )}
          </div>
          <div className="mt-5 flex items-center justify-end gap-2">
            <Button onClick={onClose} disabled={isBusy}>
              {m.cancel()}
            </Button>
            <Button
              weight="primary"
              disabled={!isKnown || isBusy}
              onClick={() => carryOut(() => restore(snapshot.id))}
            >
              {isBusy ? m.snapshot_restoring() : m.snapshot_restore()}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

async function restore(snapshotId: string): Promise<void> {
  const { undoId } = await request('data.restoreSnapshot', { snapshotId })
  const undo = () =>
    request('data.restoreSnapshot', { snapshotId: undoId }).then(
      () => say({ title: m.snapshot_undone(), lastsMs: SAID_FOR_MS }),
      sayFailure,
    )
  say({
    title: m.snapshot_restored(),
    description: m.snapshot_restored_body(),
    lastsMs: UNDO_FOR_MS,
    action: { words: m.conversation_undo(), act: () => void undo() },
  })
}

async function bringBack(snapshotId: string, conversationId: string): Promise<void> {
  await request('data.restoreConversation', { snapshotId, conversationId })
  say({ title: m.snapshot_brought_back(), lastsMs: SAID_FOR_MS })
}

function Unusable({ error }: { error: AppError }) {
  const { title, why, todo } = explain(error)
  return (
    <div role="alert">
      <p className="font-medium text-bad">{title}</p>
      <p className="mt-1 text-fg-2">{joinSentences(why, todo)}</p>
    </div>
  )
}

interface PreviewProps {
  preview: SnapshotPreview
  isBusy: boolean
  onBringBack(conversationId: string): void
}

function Preview({ preview, isBusy, onBringBack }: PreviewProps) {
  const { conversations, messages, onlyThere, onlyHere } = preview
  return (
    <div className="flex flex-col gap-4">
      <p className="text-fg-2">
        {joinSentences(
          m.snapshot_counts({
            conversations: formatNumber(conversations.total),
            messages: formatNumber(messages),
          }),
          m.snapshot_safe(),
        )}
      </p>
      <List
        title={m.snapshot_only_there({ count: onlyThere.total })}
        glimpses={onlyThere}
        none={m.snapshot_only_there_none()}
        isBusy={isBusy}
        onBringBack={onBringBack}
      />
      <List
        title={m.snapshot_only_here({ count: onlyHere.total })}
        glimpses={onlyHere}
        none={m.snapshot_only_here_none()}
      />
      <List title={m.snapshot_newest()} glimpses={conversations} none={m.snapshot_empty()} />
    </div>
  )
}

interface ListProps {
  title: string
  glimpses: Glimpses
  none: string
  isBusy?: boolean
  /** Not offered where it is missing. */
  onBringBack?(conversationId: string): void
}

function List({ title, glimpses: { shown, total }, none, isBusy, onBringBack }: ListProps) {
  return (
    <section aria-label={title}>
      {total === 0 ? <p className="text-fg-2">{none}</p> : <h3 className="font-medium">{title}</h3>}
      {total > 0 && (
        <ul className="mt-1.5 divide-y divide-line rounded-md border border-line">
          {shown.map((glimpse) => {
            const name = glimpse.title || m.conversation_untitled()
            return (
              <li key={glimpse.id} className="flex min-h-9 items-center gap-3 px-3 py-1">
                <span className="min-w-0 flex-1 truncate" title={name}>
                  {name}
                </span>
                <span className="shrink-0 text-xs text-fg-3 tabular-nums">
                  {formatMoment(glimpse.updatedAt)}
                </span>
                {onBringBack !== undefined && (
                  <Button
                    weight="quiet"
                    disabled={isBusy}
                    aria-label={named(m.snapshot_bring_back(), name)}
                    onClick={() => onBringBack(glimpse.id)}
                  >
                    {m.snapshot_bring_back()}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {total > shown.length && (
        <p className="mt-1 text-xs text-fg-3">{m.snapshot_more({ count: total - shown.length })}</p>
      )}
    </section>
  )
}
