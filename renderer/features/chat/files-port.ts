/** How the composer's files reach main. */
import { request } from '../../bridge/bridge.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { say, sayFailure } from '../../ui/toasts.ts'
import type { FilesPort } from './files-store.ts'
import type { FilePurpose } from '../../../shared/domain/attachment.ts'
import { isolated } from '../../ui/isolate.ts'

export const filesPort = (conversationId: string): FilesPort => ({
  list: async () => (await request('files.list', { conversationId })) ?? [],
  pick: () => request('files.pick', { conversationId }),
  // A view of a larger buffer would cross with all of it.
  take: ({ name, bytes }) => request('files.take', { conversationId, name, bytes: bytes.slice() }),
})

/** Takes a file off the message being written. */
export const removeFile = (conversationId: string, attachmentId: string): void =>
  void request('files.remove', { conversationId, attachmentId }).catch(sayFailure)

export const changePurpose = (conversationId: string, attachmentId: string, purpose: FilePurpose): void =>
  void request('files.change', { conversationId, attachmentId, purpose }).catch(sayFailure)

const SAVED_LASTS_MS = 7000

/** Asks main to save a file of the server, and says where it was put. */
export async function saveRemoteFile(
  conversationId: string,
  fileId: string,
  name: string | null,
): Promise<void> {
  try {
    const saved = await request('files.save', { conversationId, fileId, name })
    if (saved === null) return
    const description = m.file_saved_in({ folder: saved.folder })
    say({ title: m.file_saved({ name: isolated(saved.name) }), description, lastsMs: SAVED_LASTS_MS })
  } catch (thrown) {
    sayFailure(thrown)
  }
}
