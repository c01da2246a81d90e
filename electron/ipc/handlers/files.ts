/** What each request about files does. */
import type { fileRoutes } from '../../../shared/contract/routes/files.ts'
import type { Attachments } from '../../conversations/attachments.ts'
import type { SavedFiles } from '../../conversations/saved-files.ts'
import type { HandlersOf } from '../router.ts'

export const fileHandlers = ({
  files,
  savedFiles,
}: {
  files: Attachments
  savedFiles: SavedFiles
}): HandlersOf<typeof fileRoutes> => ({
  'files.list': (input) => files.list(input),
  'files.pick': (input) => files.pick(input),
  'files.take': (input) => files.take(input),
  'files.remove': (input) => files.remove(input),
  'files.change': (input) => files.change(input),
  'files.save': (input) => savedFiles.save(input),
})
