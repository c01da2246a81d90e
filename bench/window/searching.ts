/** How soon the first results are there among 100,000 messages. */
import { createSearchService } from '../../electron/conversations/search-service.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import { createConversationStore } from '../../electron/storage/conversation-store.ts'
import { openHistoryFile } from '../../electron/storage/history-file.ts'
import { createSearchStore } from '../../electron/storage/search-store.ts'
import { loadSqlite } from '../../electron/storage/kept-database.ts'
import { fillHistory } from '../search/fill.ts'
import { RARE_WORD } from '../search/texts.ts'
import { median, type Figure } from './figures.ts'
import { newProfile, removeProfiles } from './profiles.ts'

const MESSAGES = 100_000
const BATCH = 500
const SAMPLES = 20

/** `npm run bench -- search` says much more of it. */
export async function measureSearch(): Promise<Figure[]> {
  const now = () => Date.now()
  const { database } = openHistoryFile({ folder: newProfile(), open: await loadSqlite(), now })
  try {
    const ids = ['one', 'two', 'three'] as const
    fillHistory(database, {
      messages: MESSAGES,
      conversations: 2_000,
      inFirst: 10_000,
      assistantIds: ids,
      endsAt: now(),
    })
    const store = createSearchStore(database)
    while (store.countWaiting() > 0) store.takeIn(BATCH)
    const conversations = createConversationStore(database, now)
    const service = createSearchService({
      store,
      conversations,
      clock: systemClock,
      reportBug: console.error,
    })
    return ['order', RARE_WORD, '天', '退款'].map((text) => {
      const ours = Array.from({ length: SAMPLES }, () => {
        const startedAt = performance.now()
        service.everywhere({ text, limit: 30, assistantId: null, before: null })
        return performance.now() - startedAt
      })
      const what = `search for “${text}” in ${MESSAGES.toLocaleString('en')} messages`
      return { what, unit: 'ms', ours, goal: '≤ 150 ms', isMet: median(ours) <= 150 }
    })
  } finally {
    database.close()
    removeProfiles()
  }
}
