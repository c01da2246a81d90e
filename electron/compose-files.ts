/** Builds what has to do with files: those that go out with a message, and those that are saved. */
import { join } from 'node:path'
import type { AppEvent } from '../shared/contract/events.ts'
import { imageType } from './app/image-type.ts'
import type { AssistantService } from './assistants/assistant-service.ts'
import type { Backends } from './compose-backends.ts'
import type { Storage } from './compose-storage.ts'
import { createAttachments, type Attachments } from './conversations/attachments.ts'
import type { FileDialogs } from './conversations/ports.ts'
import { createSavedFiles, type SavedFiles } from './conversations/saved-files.ts'
import { systemClock as clock } from './platform/clock.ts'
import { systemIds as ids } from './platform/ids.ts'
import { createAttachmentShelf } from './storage/attachment-shelf.ts'
import { saveFile } from './storage/save-file.ts'

interface World {
  storage: Storage
  dataFolder: string
  dialogs: FileDialogs
  assistants: AssistantService
  backends: Backends
  publish(event: AppEvent): void
}

export function composeFiles(world: World): { files: Attachments; savedFiles: SavedFiles } {
  const { storage, dataFolder, dialogs, assistants, backends, publish } = world
  const { conversations, turns: store } = storage
  const pictureTypeOf = imageType
  const files = createAttachments({
    conversations,
    store,
    dialogs,
    publish,
    ids,
    shelf: createAttachmentShelf({ folder: join(dataFolder, 'attachments'), pictureTypeOf }),
    toolsOf(conversationId) {
      const assistantId = conversations.find(conversationId)?.assistantId
      return assistants.list().assistants.find(({ id }) => id === assistantId)?.snapshot?.tools ?? []
    },
  })
  const { backendFor } = backends
  return {
    files,
    savedFiles: createSavedFiles({ backendFor, dialogs, write: saveFile, pictureTypeOf, clock }),
  }
}
