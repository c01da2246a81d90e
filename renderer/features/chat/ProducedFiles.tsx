/** Files the assistant made, below its answer, each to be saved. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { cleanName, endingOf } from '../../../shared/domain/attachment.ts'
import type { Part } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { FileTile } from '../../ui/FileTile.tsx'
import { producedFilesOf } from './citations.ts'
import { saveRemoteFile } from './files-port.ts'

/** Nothing where nothing was made. */
export function ProducedFiles({ parts, folder }: { parts: readonly Part[]; folder: string }) {
  const files = producedFilesOf(parts)
  if (files.length === 0) return null
  return (
    <ul aria-label={m.file_made()} className="flex flex-wrap gap-2">
      {files.map(({ fileId, name }) => (
        <Produced key={fileId} folder={folder} fileId={fileId} name={cleanName(name)} />
      ))}
    </ul>
  )
}

function Produced({ folder, fileId, name }: { folder: string; fileId: string; name: string }) {
  const [isSaving, setIsSaving] = useState(false)
  const save = () => {
    setIsSaving(true)
    void saveRemoteFile(folder, fileId, name).finally(() => setIsSaving(false))
  }
  return (
    <FileTile name={name} about={endingOf(name).toUpperCase()}>
      <Button
        weight="quiet"
        disabled={isSaving}
        aria-label={m.file_save_named({ name })}
        title={m.file_save_named({ name })}
        onClick={save}
      >
        <Download size={15} aria-hidden />
        {m.file_save()}
      </Button>
    </FileTile>
  )
}
