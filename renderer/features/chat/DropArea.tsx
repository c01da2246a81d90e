/** Takes files that are dropped anywhere on a conversation, and shows that it would. */
import { Paperclip } from 'lucide-react'
import { useState, type DragEvent, type ReactNode } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import type { FilesModel } from './files-store.ts'
import { holdsFiles, looseFilesIn } from './loose-files.ts'

interface DropAreaProps {
  files: FilesModel
  onDropped(): void
  children: ReactNode
}

/** Text, links and pictures of pages are left to the field they are dropped on. */
export function DropArea({ files, onDropped, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false)
  const leave = ({ currentTarget, relatedTarget }: DragEvent) => {
    // Moving on to something inside is no leaving.
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false)
  }
  const drop = (event: DragEvent) => {
    setIsOver(false)
    if (!holdsFiles(event.dataTransfer)) return
    event.preventDefault()
    files.add(looseFilesIn(event.dataTransfer))
    onDropped()
  }
  return (
    <div
      className="relative flex h-full min-w-0 flex-col"
      onDragLeave={leave}
      onDragOver={(event) => {
        if (!holdsFiles(event.dataTransfer)) return
        event.preventDefault()
        setIsOver(true)
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-bg/85">
          <p className="flex items-center gap-2.5 text-base font-medium text-accent">
            <Paperclip size={19} aria-hidden />
            {m.attach_drop()}
          </p>
        </div>
      )}
    </div>
  )
}
