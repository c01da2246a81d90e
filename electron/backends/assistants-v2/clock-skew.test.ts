/** A server whose clock is a day off: order is the server's own, and no time runs backwards. */
import { afterEach, describe, expect, it } from 'vitest'
import { PRACTICE_ASSISTANT_IDS } from '../../../practice-server/assistants/cast.ts'
import { startPracticeServer, type PracticeServer } from '../../../practice-server/server.ts'
import { systemClock } from '../../../practice-server/system-clock.ts'
import { newRun } from '../../../shared/domain/run-record.ts'
import { aTurn, backendAt, follow, KEY, textOf, type Followed } from './test-rig.ts'

const DAY_MS = 24 * 60 * 60_000
const servers: PracticeServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const question = (id: string, text: string) => ({
  id,
  text,
  remoteId: null,
  createdAt: Date.now(),
  files: [],
})

/** The next question in the same thread. */
const after = ({ turn, answers }: Followed, text: string) => ({
  ...turn,
  question: question('q-2', text),
  run: newRun({ id: 'r-2', conversationId: 'c-1', messageId: 'q-2' }, turn.run.endedAt ?? 0),
  knownMessageIds: answers.map(({ remoteId }) => remoteId),
})

describe.each([
  ['a day behind', -DAY_MS],
  ['a day ahead', DAY_MS],
])('a server whose clock is %s', (_name, skew) => {
  it.each(['streaming', 'polling'] as const)(
    'answers each question with its own answer, %s',
    async (delivery) => {
      const clock = { ...systemClock, now: () => Date.now() + skew }
      const server = await startPracticeServer({ key: KEY, pages: [], speed: 0, clock })
      servers.push(server)
      const rig = backendAt(server.baseUrl, delivery)
      const assistantId = PRACTICE_ASSISTANT_IDS.calculator
      const first = await follow(rig, aTurn({ assistantId, question: question('q-1', '2 + 3') }))
      const second = await follow(rig, after(first, '40 + 2'))
      expect([first.run.state, second.run.state]).toEqual(['completed', 'completed'])
      expect([textOf(first), textOf(second)]).toEqual([
        expect.stringContaining('5'),
        expect.stringContaining('42'),
      ])
      for (const { startedAt, endedAt } of [...first.run.steps, ...second.run.steps])
        expect((endedAt ?? startedAt ?? 0) - (startedAt ?? 0)).toBeGreaterThanOrEqual(0)
      for (const { run } of [first, second])
        expect((run.endedAt ?? run.startedAt) - run.startedAt).toBeGreaterThanOrEqual(0)
      expect(
        server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')),
      ).toHaveLength(2)
    },
  )
})
