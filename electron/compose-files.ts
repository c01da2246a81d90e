/** Builds what has to do with files: those that go out with a message, and those that are saved. */
import { join } from 'node:path'
import type { AppEvent } from '../shared/contract/events.ts'
import { imageType } from './app/image-type.ts'
import type { Storage } from './compose-storage.ts'
import { createAttachments, type Attachments } from './conversations/attachments.ts'
import type { FileDialogs } from './conversations/ports.ts'
import { systemIds as ids } from './platform/ids.ts'
import { createAttachmentShelf } from './storage/attachment-shelf.ts'

interface World {
  storage: Storage
  dataFolder: string
  dialogs: FileDialogs
  publish(event: AppEvent): void
  toolsOf(assistantId: string): readonly string[]
}

export function composeAttachments({ storage, dataFolder, toolsOf, ...world }: World): Attachments {
  const { conversations, turns: store } = storage
  return createAttachments({
    ...world,
    conversations,
    store,
    ids,
    shelf: createAttachmentShelf({ folder: join(dataFolder, 'attachments'), pictureTypeOf: imageType }),
    toolsOf: (conversationId) => toolsOf(conversations.find(conversationId)?.assistantId ?? ''),
  })
}
