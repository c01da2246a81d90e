/** A file as a tile: its kind, its name, a line about it, and perhaps something to do with it. */
import type { ReactNode } from 'react'
import { KindIcon } from './KindIcon.tsx'

interface FileTileProps {
  name: string
  about: string
  tone?: 'quiet' | 'bad'
  /** From 0 to 1 while it is on its way. */
  progress?: number | null
  children?: ReactNode
}

/** A list item. Names are isolated, so that one written from right to left cannot mix with what stands beside it. */
export function FileTile({ name, about, tone = 'quiet', progress = null, children }: FileTileProps) {
  return (
    <li className="relative flex min-h-12 max-w-full items-center gap-2.5 overflow-hidden rounded-lg border border-line bg-raised py-1.5 ps-2 pe-2.5 text-start">
      <span className="grid size-8 shrink-0 place-items-center rounded-md bg-sunk text-fg-2">
        <KindIcon name={name} size={17} />
      </span>
      <span className="min-w-0">
        <bdi title={name} className="block max-w-64 truncate text-sm font-medium text-fg">
          {name}
        </bdi>
        <span className={`block text-xs tabular-nums ${tone === 'bad' ? 'text-bad' : 'text-fg-3'}`}>
          {about}
        </span>
      </span>
      {children}
      {progress !== null && (
        <progress
          max={1}
          value={progress}
          aria-label={name}
          className="upload-bar absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none border-0"
        />
      )}
    </li>
  )
}
