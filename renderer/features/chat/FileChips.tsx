/** What goes with the message being written: each file with what it is for, and those that cannot be taken with the reason. */
import { LoaderCircle, TriangleAlert, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { Attachment } from '../../../shared/domain/attachment.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { useExplanation } from '../../ui/explanation.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { formatBytes } from '../../ui/format.ts'
import { KindIcon } from '../../ui/KindIcon.tsx'
import { changePurpose, removeFile } from './files-port.ts'
import { filesStore, type ComingFile, type FilesModel } from './files-store.ts'

/** The menu's engine is large: it comes with the first attachment. */
const PurposeMenu = lazy(async () => ({ default: (await import('./PurposeMenu.tsx')).PurposeMenu }))

const NONE: readonly Attachment[] = []
const CHIP = 'flex h-9 max-w-full items-center gap-2 rounded-lg border ps-2.5 pe-1 text-xs'

/** Nothing while nothing is attached. */
export function FileChips({ files }: { files: FilesModel }) {
  const attached = useStore(filesStore, (state) => state.attached[files.conversationId] ?? NONE)
  const coming = useStore(files.store, (state) => state.coming)
  if (attached.length + coming.length === 0) return null
  return (
    <ul
      aria-label={m.attach_list()}
      className="scroll flex max-h-40 flex-wrap gap-2 overflow-y-auto px-3 pt-3"
    >
      {/* First, so that a reason is not scrolled out of sight. */}
      {coming.map((file) => (
        <Coming key={file.key} file={file} files={files} />
      ))}
      {attached.map((file) => (
        <Attached key={file.id} file={file} conversationId={files.conversationId} />
      ))}
    </ul>
  )
}

function Attached({ file, conversationId }: { file: Attachment; conversationId: string }) {
  return (
    <li className={`${CHIP} border-line bg-sunk text-fg-2`}>
      <KindIcon name={file.name} />
      <bdi title={file.name} className="max-w-48 truncate font-medium text-fg">
        {file.name}
      </bdi>
      <span className="shrink-0 text-fg-3 tabular-nums">{formatBytes(file.size)}</span>
      <Suspense fallback={null}>
        <PurposeMenu file={file} onChange={(purpose) => changePurpose(conversationId, file.id, purpose)} />
      </Suspense>
      <IconButton
        label={m.attach_remove({ name: file.name })}
        onClick={() => removeFile(conversationId, file.id)}
      >
        <X size={14} />
      </IconButton>
    </li>
  )
}

function Coming({ file, files }: { file: ComingFile; files: FilesModel }) {
  const failure = useExplanation(file.error)
  if (failure === null)
    return (
      <li className={`${CHIP} border-line pe-3 text-fg-2`}>
        <LoaderCircle size={15} aria-hidden className="animate-spin text-accent" />
        <bdi className="max-w-48 truncate">{file.name}</bdi>
        <span className="text-fg-3">{m.attach_reading()}</span>
      </li>
    )
  const { title, todo } = failure
  return (
    <li className={`${CHIP} h-auto min-h-9 w-full border-bad/40 bg-bad-soft py-1`}>
      <TriangleAlert size={15} aria-hidden className="shrink-0 text-bad" />
      <p role="alert" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="me-2 font-medium text-bad">{title}</span>
        <span className="text-fg-2">{todo}</span>
      </p>
      {file.file !== null && (
        <Button weight="quiet" onClick={() => files.tryAgain(file)}>
          {m.try_again()}
        </Button>
      )}
      <IconButton label={m.attach_dismiss({ name: file.name })} onClick={() => files.dismiss(file.key)}>
        <X size={14} />
      </IconButton>
    </li>
  )
}
