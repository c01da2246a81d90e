/** The assistants that come with the app. Their server starts with the app, on an address and with a key made anew each time. */
import type { Assistant } from '../../shared/domain/assistant.ts'
import { newConnection, type StoredConnection } from '../../shared/domain/connection.ts'

export const PRACTICE_CONNECTION: StoredConnection = newConnection({
  id: 'practice',
  name: 'Practice',
  kind: 'practice',
  baseUrl: '',
})

const practice = (remoteId: string, nickname: string, colour: Assistant['colour']): Assistant => ({
  id: remoteId,
  connectionId: PRACTICE_CONNECTION.id,
  remoteId,
  nickname,
  colour,
  snapshot: null,
  functions: [],
  suggestions: [],
  archivedAt: null,
  removedAt: null,
})

export const PRACTICE_ASSISTANTS: readonly [Assistant, ...Assistant[]] = [
  practice('asst_practice_guide', 'Guide', 'violet'),
  practice('asst_practice_calculator', 'Calculator', 'teal'),
  practice('asst_practice_orders', 'Order desk', 'amber'),
  practice('asst_practice_troublemaker', 'Troublemaker', 'rose'),
]
