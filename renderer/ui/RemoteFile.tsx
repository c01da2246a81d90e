/** An image that main fetches from the server for us: a placeholder until it is there, words when it is not. */
import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { m } from '../../shared/words/generated/messages.js'

interface RemoteFileProps {
  folder: string
  fileId: string
}

/** Main serves these addresses; nothing is asked of the internet from here. */
export function RemoteFile({ folder, fileId }: RemoteFileProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  if (state === 'failed')
    return (
      <p className="flex w-fit items-center gap-2 rounded-md border border-line bg-sunk px-3 py-2 text-sm text-fg-2">
        <ImageOff size={16} aria-hidden />
        {m.part_image_failed()} <code className="font-mono text-xs text-fg-3">{fileId}</code>
      </p>
    )
  return (
    <img
      src={`app://bundle/remote-files/${encodeURIComponent(folder)}/${encodeURIComponent(fileId)}`}
      alt={m.part_image_alt({ id: fileId })}
      onLoad={() => setState('shown')}
      onError={() => setState('failed')}
      className={`max-h-[420px] max-w-full rounded-lg border border-line ${state === 'loading' ? 'live h-60 w-80 bg-sunk' : 'w-fit'}`}
    />
  )
}
