/** What a source is called. */
import type { Citation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'

/** The file's name, else its address, else its ID. */
export const sourceName = ({ fileName, url, fileId }: Citation): string =>
  fileName ?? url ?? fileId ?? m.cite_no_name()
