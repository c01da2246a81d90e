/** What a source is called. */
import type { Citation } from '../../../shared/domain/conversation.ts'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'

/** The file's name, else the end of the path it was made at, else its address, else its ID. */
export const sourceName = ({ fileName, url, fileId, kind, marker }: Citation): string =>
  showUnseen(
    fileName ??
      (kind === 'produced-file' ? marker.split('/').at(-1) : undefined) ??
      url ??
      fileId ??
      m.cite_no_name(),
  )
