import { it } from 'vitest'
import { startPracticeServer } from '../../practice-server/server.ts'
import { aTurn, backendAt, follow, KEY } from './assistants-v2/rig.ts'
it('dbg', async () => {
  const server = await startPracticeServer({ key: KEY, pages: [], speed: 0, moods: { dropNulls: false } })
  const told = await follow(backendAt(server.baseUrl, 'polling'), aTurn({ assistantId: 'asst_practice_calculator', question: { id: 'q-1', text: '1 + 1', remoteId: null, createdAt: Date.now() } }))
  console.log(JSON.stringify(told.events, null, 1).slice(-3000))
  const t2 = await follow(backendAt(server.baseUrl, 'polling'), aTurn({ assistantId: 'asst_practice_calculator', question: { id: 'q-1', text: 'average of 3, 4, 8', remoteId: null, createdAt: Date.now() } }))
  console.log(JSON.stringify(t2.run.steps))
  await server.close()
})
