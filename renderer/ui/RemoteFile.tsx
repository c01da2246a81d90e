/** An image that main fetches from the server for us: a placeholder until it is there, words when it is not. */
import { Download, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { IconButton } from './Button.tsx'
import { useSaveFile } from './file-saving.ts'

interface RemoteFileProps {
  folder: string
  fileId: string
  /** What it is called; without it, its ID. */
  alt?: string
  isSmall?: boolean
}

/** Main serves these addresses; nothing is asked of the internet from here. */
export function RemoteFile({ folder, fileId, alt, isSmall = false }: RemoteFileProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  if (state === 'failed')
    return (
      <p className="flex w-fit items-center gap-2 rounded-md border border-line bg-sunk px-3 py-2 text-sm text-fg-2">
        <ImageOff size={16} aria-hidden />
        {m.part_image_failed()} <code className="font-mono text-xs text-fg-3">{alt ?? fileId}</code>
      </p>
    )
  const waiting = `live bg-sunk ${isSmall ? 'h-24 w-32' : 'h-60 w-80'}`
  return (
    <figure className="relative w-fit max-w-full">
      <img
        src={`app://bundle/remote-files/${encodeURIComponent(folder)}/${encodeURIComponent(fileId)}`}
        alt={alt ?? m.part_image_alt({ id: fileId })}
        onLoad={() => setState('shown')}
        onError={() => setState('failed')}
        className={`max-w-full rounded-lg border border-line ${isSmall ? 'max-h-48' : 'max-h-[420px]'} ${state === 'loading' ? waiting : 'w-fit'}`}
      />
      {state === 'shown' && <Save folder={folder} fileId={fileId} name={alt ?? fileId} />}
    </figure>
  )
}

function Save({ folder, fileId, name }: { folder: string; fileId: string; name: string }) {
  const save = useSaveFile()
  const [isSaving, setIsSaving] = useState(false)
  if (save === null) return null
  return (
    <IconButton
      label={m.file_save_named({ name })}
      disabled={isSaving}
      className="absolute end-2 top-2 border border-line bg-raised shadow-1"
      onClick={() => {
        setIsSaving(true)
        void save(folder, fileId).finally(() => setIsSaving(false))
      }}
    >
      <Download size={15} />
    </IconButton>
  )
}
