/** What is being written in each conversation. It is kept while the window lives, so that leaving a conversation and coming back changes nothing of it. */
import { request } from '../../bridge/bridge.ts'
import { createComposer, type ComposerModel } from './composer-store.ts'
import { filesPort } from './files-port.ts'
import { createFiles, type FilesModel } from './files-store.ts'
import { jumpToEnd } from './jump-store.ts'

export interface Writing {
  composer: ComposerModel
  files: FilesModel
}

const known = new Map<string, Writing>()

/** The draft of main counts only the first time: it is not told of what this window has typed since. */
export function writingIn({ id, draft }: { id: string; draft: string }): Writing {
  const writing = known.get(id) ?? begin(id, draft)
  known.set(id, writing)
  return writing
}

function begin(conversationId: string, draft: string): Writing {
  const files = createFiles(conversationId, filesPort(conversationId))
  const composer = createComposer(draft, {
    send: async (message) => {
      const attachmentIds = await files.idsToSend()
      await request('conversations.send', { conversationId, ...message, attachmentIds })
      // Whoever reads far above wants to see what becomes of the question.
      jumpToEnd(conversationId)
    },
    saveDraft: (text) => request('conversations.saveDraft', { conversationId, text }),
    newId: () => crypto.randomUUID(),
  })
  return { composer, files }
}
