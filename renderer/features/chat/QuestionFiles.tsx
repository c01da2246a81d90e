/** The files that go with a question: pictures as pictures once they are at the server, the rest as tiles. */
import { useStore } from 'zustand'
import { attachedFilesOf, type AttachedFile, type Question } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { FileTile } from '../../ui/FileTile.tsx'
import { formatBytes } from '../../ui/format.ts'
import { RemoteFile } from '../../ui/RemoteFile.tsx'
import { filesStore } from './files-store.ts'

/** Nothing for a question without files. */
export function QuestionFiles({ question }: { question: Question }) {
  const files = attachedFilesOf(question)
  if (files.length === 0) return null
  return (
    <ul
      aria-label={m.file_sent_list()}
      className="mb-1.5 flex max-w-[85%] flex-wrap items-end justify-end gap-2"
    >
      {files.map((file) =>
        file.purpose === 'image' && file.remoteId !== null ? (
          <li key={file.id} className="max-w-full">
            <RemoteFile folder={question.conversationId} fileId={file.remoteId} alt={file.name} isSmall />
          </li>
        ) : (
          <Tile key={file.id} file={file} question={question} />
        ),
      )}
    </ul>
  )
}

function Tile({ file, question }: { file: AttachedFile; question: Question }) {
  const sent = useStore(filesStore, ({ sentBytes }) => sentBytes[file.id] ?? 0)
  const isFailed = question.status === 'failed' || question.status === 'unsure'
  const isUnderWay = file.remoteId === null && file.begunAt !== null && question.status === 'sending'
  const part = Math.min(1, sent / file.size)
  const state = stateOf(file, { isFailed, part: isUnderWay ? part : null })
  return (
    <FileTile
      name={file.name}
      about={[formatBytes(file.size), ...state].join(' · ')}
      tone={isFailed && file.remoteId === null ? 'bad' : 'quiet'}
      progress={isUnderWay ? part : null}
    />
  )
}

function stateOf(
  { remoteId }: AttachedFile,
  { isFailed, part }: { isFailed: boolean; part: number | null },
): string[] {
  if (remoteId !== null) return []
  if (part !== null) return [m.file_uploading({ percent: Math.floor(part * 100) })]
  return [isFailed ? m.file_not_sent() : m.file_waiting()]
}
