/** Asks how conversations are to be exported, shows how far it is, and where the files are afterwards. */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/domain/export.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { formatNumber, joinSentences } from '../../ui/format.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { useExport, type Export, type ExportState } from './use-export.ts'
import { isolated } from '../../ui/isolate.ts'

interface ExportDialogProps {
  conversationIds: 'all' | readonly string[]
  /** The title of the only one; null where there are several. */
  title: string | null
  onClose(): void
}

const FORMATS: Record<ExportFormat, { words: () => string; hint: () => string }> = {
  markdown: { words: m.export_format_markdown, hint: m.export_format_markdown_hint },
  html: { words: m.export_format_html, hint: m.export_format_html_hint },
  json: { words: m.export_format_json, hint: m.export_format_json_hint },
}

/** Closing it stops what is under way. */
export function ExportDialog({ conversationIds, title, onClose }: ExportDialogProps) {
  const work = useExport(conversationIds)
  const [format, setFormat] = useState<ExportFormat>('html')
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[460px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-raised p-5 shadow-2 outline-none">
          <Dialog.Title className="text-base font-semibold">{m.export_title()}</Dialog.Title>
          <Dialog.Description className="mt-1 text-sm text-fg-2 [overflow-wrap:anywhere]">
            {whatIsExported(conversationIds, title)}
          </Dialog.Description>
          {(work.state.at === 'asking' || work.state.at === 'failed') && (
            <Formats value={format} onChoose={setFormat} />
          )}
          <Progress state={work.state} />
          <Buttons work={work} onBegin={() => work.begin(format)} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function whatIsExported(ids: 'all' | readonly string[], title: string | null): string {
  if (ids === 'all') return m.export_what_all()
  return ids.length === 1
    ? m.export_what_one({ title: isolated(title ?? '') })
    : m.export_what({ count: ids.length })
}

function Formats({ value, onChoose }: { value: ExportFormat; onChoose(format: ExportFormat): void }) {
  return (
    <fieldset className="mt-4 flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{m.export_format()}</legend>
      {EXPORT_FORMATS.map((format) => (
        <label
          key={format}
          className="flex items-start gap-2.5 rounded-md border border-line px-3 py-2 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="export-format"
            className="mt-1 outline-none"
            aria-label={FORMATS[format].words()}
            aria-describedby={`export-${format}`}
            checked={format === value}
            onChange={() => onChoose(format)}
          />
          <span>
            <span className="block font-medium">{FORMATS[format].words()}</span>
            <span id={`export-${format}`} className="block text-xs text-fg-2">
              {FORMATS[format].hint()}
            </span>
          </span>
        </label>
      ))}
      <p className="mt-1 text-xs text-fg-3">{m.export_no_keys()}</p>
    </fieldset>
  )
}

function Progress({ state }: { state: ExportState }) {
  if (state.at === 'failed') {
    const { title, todo } = explain(state.error)
    return (
      <p role="alert" className="mt-4 text-sm text-bad">
        {joinSentences(m.action_failed({ reason: title }), todo)}
      </p>
    )
  }
  if (state.at === 'done')
    return (
      <output className="mt-4 block text-sm [overflow-wrap:anywhere]">
        {joinSentences(
          m.export_done({ count: state.outcome.files, name: isolated(state.outcome.name) }),
          m.file_saved_in({ folder: state.outcome.folder }),
        )}
      </output>
    )
  if (state.at === 'asking') return null
  const { done, total } = state
  return (
    <div className="mt-4 text-sm">
      <progress
        aria-label={m.export_progress()}
        className="w-full accent-accent"
        max={Math.max(1, total)}
        value={done}
      />
      <p className="mt-1 text-xs text-fg-2 tabular-nums">
        {total === 0
          ? m.export_where()
          : m.export_so_far({ done: formatNumber(done), total: formatNumber(total) })}
      </p>
    </div>
  )
}

function Buttons({ work, onBegin, onClose }: { work: Export; onBegin(): void; onClose(): void }) {
  const { state } = work
  return (
    <div className="mt-5 flex justify-end gap-2">
      {state.at === 'working' && <Button onClick={work.stop}>{m.export_stop()}</Button>}
      {state.at === 'done' && (
        <>
          <Button onClick={() => void work.show().catch(sayFailure)}>{m.export_show()}</Button>
          <Button weight="primary" onClick={onClose}>
            {m.export_close()}
          </Button>
        </>
      )}
      {(state.at === 'asking' || state.at === 'failed') && (
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button weight="primary" onClick={onBegin}>
            {m.export_save()}
          </Button>
        </>
      )}
    </div>
  )
}
