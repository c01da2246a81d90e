/** A hundred thousand messages: what a person does reads what it shows, and not all there is. */
import { afterAll, describe, expect, it } from 'vitest'
import { PAGE_SIZE } from './conversation-pages.ts'
import { conversation, copyOf, openDesk } from './test-desk.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'

const MANY = 100_000
const whole = createMany()

describe('a history of a hundred thousand messages', () => {
  it('opens whole, lists its conversations and shows the end of the longest, a page at a time', () => {
    const desk = openDesk(copyOf(whole))
    expect(desk.recovery).toBeNull()
    expect(desk.conversations.list().map(({ id }) => id)).toEqual(['c2', 'c1'])
    const last = desk.conversations.page('c1', null)
    expect(last?.messages).toHaveLength(PAGE_SIZE)
    expect(last?.messages.at(-1)?.position).toBe(MANY)
    expect(last?.hasEarlier).toBe(true)
    const earlier = desk.conversations.page('c1', last?.messages[0]?.position ?? null)
    expect(earlier?.messages.at(-1)?.position).toBe(MANY - PAGE_SIZE)
    desk.database.close()
  })

  it('takes a new question and finds it at once, while all the others still wait for the index', () => {
    const desk = openDesk(copyOf(whole))
    const content = [{ type: 'text' as const, text: 'needle', citations: [] }]
    const base = { id: 'new', conversationId: 'c1', role: 'user' as const, remoteId: null, content }
    desk.turns.addQuestion({ ...base, status: 'queued', createdAt: NOW + MANY + 1 })
    expect(desk.search.takeIn(10)).toBe(10)
    const found = desk.search.messages([{ words: ['needle'], isPrefix: false }], {
      assistantId: null,
      limit: 10,
      before: null,
    })
    expect(found.map(({ messageId }) => messageId)).toEqual(['new'])
    expect(desk.search.countWaiting()).toBeGreaterThan(MANY - 20)
    desk.database.close()
  })

  it.each([
    'SELECT * FROM messages WHERE conversation_id = ? ORDER BY position DESC LIMIT 50',
    `SELECT * FROM messages WHERE conversation_id = ? AND status = 'queued' ORDER BY position`,
    'SELECT max(position) AS position FROM messages WHERE conversation_id = ?',
    'SELECT * FROM messages WHERE run_id = ? ORDER BY position',
    'SELECT record FROM runs WHERE message_id = ?',
  ])('is never read from end to end for: %s', (sql) => {
    const desk = openDesk(copyOf(whole))
    const plan = desk.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('c1')
    expect(plan.map(({ detail }) => String(detail)).join('; ')).not.toMatch(/SCAN/)
    desk.database.close()
  })
})

function createMany() {
  const place = createTestFolder(IN_MEMORY, afterAll)
  const desk = openDesk(place)
  desk.conversations.create(conversation('c1'))
  desk.conversations.create({ ...conversation('c2'), updatedAt: NOW + 1 })
  desk.database.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})
     INSERT INTO messages SELECT 'm' || i, 'c1', i, 'user', 'sent', NULL, NULL,
       json_array(json_object('type', 'text', 'text', 'Message ' || i, 'citations', json_array())), ${NOW} + i FROM n`,
  )
  desk.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  desk.database.close()
  return place
}
