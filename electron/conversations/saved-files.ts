/** Saves a file an assistant made: fetched from the server, then put where the person says. */
import { cleanName, endingOf } from '../../shared/domain/attachment.ts'
import type { SavedFile } from '../../shared/contract/routes/files.ts'
import type { Clock } from '../platform/clock.ts'
import type { AssistantBackend, FileDialogs } from './ports.ts'

interface World {
  backendFor(conversationId: string): Promise<{ backend: Pick<AssistantBackend, 'readFile'> }>
  dialogs: Pick<FileDialogs, 'whereToSave'>
  /** Replaces what stands there only once all is written. @throws Failure `storage-failed` */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** A picture's type by its first bytes; null for anything else. */
  pictureTypeOf(bytes: Uint8Array): string | null
  clock: Clock
}

const FETCHED_WITHIN_MS = 120_000

export interface SavedFiles {
  /** Null when the person thought better of it. @throws Failure */
  save(wish: { conversationId: string; fileId: string; name: string | null }): Promise<SavedFile | null>
}

export const createSavedFiles = (world: World): SavedFiles => ({
  async save({ conversationId, fileId, name }) {
    const bytes = await fetched(world, conversationId, fileId)
    const path = await world.dialogs.whereToSave(suggested(name ?? fileId, world.pictureTypeOf(bytes)))
    if (path === null) return null
    await world.write(path, bytes)
    const [saved = '', folder = ''] = path.split(/[/\\]/).filter(Boolean).toReversed()
    return { name: saved, folder }
  },
})

async function fetched({ backendFor, clock }: World, conversationId: string, fileId: string) {
  const deadline = new AbortController()
  const disarm = clock.after(FETCHED_WITHIN_MS, () => deadline.abort(new DOMException('late', 'AbortError')))
  try {
    const { backend } = await backendFor(conversationId)
    return await backend.readFile(fileId, deadline.signal)
  } finally {
    disarm()
  }
}

/** A picture without an ending gets the one of its bytes. */
function suggested(written: string, pictureType: string | null): string {
  const name = cleanName(written)
  if (pictureType === null || endingOf(name) !== '') return name
  return `${name}.${pictureType.replace('image/', '').replace('jpeg', 'jpg')}`
}
