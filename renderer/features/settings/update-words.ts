/** What is said of each state of an update, in the settings, in the question above everything and in passing. */
import type { UpdateState, UpdateTrouble } from '../../../shared/domain/update.ts'
import { m } from '../../../shared/words/generated/messages.js'

/** Empty where there is nothing to say. */
export function updateInWords(update: UpdateState): string {
  switch (update.kind) {
    case 'idle':
      return ''
    case 'looking':
      return m.update_looking()
    case 'newest':
      return m.update_newest()
    case 'found':
      return m.update_found({ version: update.version })
    case 'fetching':
      return m.update_fetching({ version: update.version, percent: update.percent })
    case 'ready':
      return m.update_ready({ version: update.version })
    case 'failed':
      return TROUBLE[update.why]()
  }
}

const TROUBLE: Readonly<Record<UpdateTrouble, () => string>> = {
  unreachable: () => m.update_unreachable(),
  'wrong-file': () => m.update_wrong_file(),
  'wrong-signature': () => m.update_wrong_signature(),
  other: () => m.update_failed(),
}
