/** Says when a newer version that the person asked for did not come: the settings, where that stands, may be closed. */
import type { UpdateState } from '../../shared/domain/update.ts'
import { m } from '../../shared/words/generated/messages.js'
import { say } from '../ui/toasts.ts'

/** Three sentences, and nobody was waiting for them. */
const LASTS_MS = 20_000

/** A look for newer versions that fails is no news: nobody asked for it just now, or the settings are open. */
export function tellFailedFetch(before: UpdateState | null, now: UpdateState): void {
  if (before?.kind !== 'fetching' || now.kind !== 'failed') return
  // The words are lost only if a file of the app itself is missing.
  import('../features/settings/update-words.ts')
    .then(({ updateInWords }) =>
      say({
        title: m.update_title(),
        description: updateInWords(now),
        tone: 'bad',
        lastsMs: LASTS_MS,
        topic: 'update',
      }),
    )
    .catch(() => undefined)
}
