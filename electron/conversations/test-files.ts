/** For tests in which nobody attaches anything. */
import type { OutgoingFiles } from './attachments.ts'

export const noFiles: OutgoingFiles = {
  handOver: (_files, storeMessage) => storeMessage([]),
  giveBack: () => undefined,
  read: () => {
    throw new Error('no files here')
  },
  letGo: () => undefined,
}
