/** The files of a question as a backend is handed them, and what comes back about them: how far each is, and its ID there. */
import { attachedFilesOf, type AttachedFile, type Message } from '../../shared/domain/conversation.ts'
import type { Clock } from '../platform/clock.ts'
import type { OutgoingFiles } from './attachments.ts'
import type { OutgoingFile, Publish, UploadEvent } from './ports.ts'
import type { TurnStore } from './store-ports.ts'
import { saveMessage } from './write-down.ts'

export interface UploadWorld {
  attachments: OutgoingFiles
  publish: Publish
  clock: Clock
}

/** How often the window hears of a file's progress, in milliseconds. */
const TELL_EVERY_MS = 100

/** Each file can be read as often as it must be sent; reading it tells the window how far it is. */
export const outgoingFilesOf = (question: Message | null, world: UploadWorld): OutgoingFile[] =>
  question === null
    ? []
    : attachedFilesOf(question).map(({ id, name, size, pictureType, purpose, begunAt, remoteId }) => ({
        id,
        name,
        size,
        pictureType,
        purpose,
        begunAt,
        remoteId,
        read: () => readAndTell({ id, name, conversationId: question.conversationId }, world),
      }))

async function* readAndTell(
  file: { id: string; name: string; conversationId: string },
  { attachments, publish, clock }: UploadWorld,
): AsyncGenerator<Uint8Array, void> {
  const tell = (sentBytes: number) =>
    publish({
      type: 'upload-grew',
      conversationId: file.conversationId,
      attachmentId: file.id,
      sentBytes,
    })
  let sent = 0
  let toldAt = clock.elapsed()
  tell(0)
  for await (const piece of attachments.read(file)) {
    yield piece
    sent += piece.byteLength
    if (clock.elapsed() - toldAt < TELL_EVERY_MS) continue
    toldAt = clock.elapsed()
    tell(sent)
  }
  tell(sent)
}

/** Writes into the question what became of one of its files, before the backend goes on. */
export function noteUpload(
  world: { store: TurnStore; publish: Publish },
  messageId: string,
  event: UploadEvent,
): void {
  const question = world.store.findMessage(messageId)
  if (question?.role !== 'user') return
  const change: Partial<AttachedFile> =
    event.type === 'upload-begun' ? { begunAt: event.at } : { remoteId: event.fileId }
  const content = question.content.map((part) =>
    part.type === 'attachment' && part.id === event.attachmentId ? { ...part, ...change } : part,
  )
  saveMessage(world, { ...question, content })
}
