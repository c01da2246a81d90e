/** The moods make the server differ from the protocol exactly where its name says. */
import { expect, it } from 'vitest'
import { openDesk, refusalOf } from './test-desk.ts'

const judged = false

it('a server that drops nulls has no null left in its answers', async () => {
  const { ask, server } = await openDesk({ judged, moods: { dropNulls: true } })
  const { created } = await ask(server.assistantIds.calculator, '1+1')
  expect(created).not.toHaveProperty('required_action')
  expect(created).toMatchObject({ status: 'queued' })
})

it('a server that ignores the run_id filter sends the whole thread', async () => {
  const { ask, server, threads } = await openDesk({ judged })
  const { thread, run } = await ask(server.assistantIds.calculator, '1+1')
  const count = async () => (await threads.messages.list(thread.id, { run_id: run.id })).data.length
  expect(await count()).toBe(1)
  server.setMoods({ ignoresRunIdFilter: true })
  expect(await count()).toBe(2)
})

it('a server that ignores the order sends the oldest first', async () => {
  const { ask, server, threads } = await openDesk({ judged, moods: { ignoresOrder: true } })
  const { thread } = await ask(server.assistantIds.calculator, '1+1')
  const { data } = await threads.messages.list(thread.id, { order: 'desc' })
  expect(data.map(({ role }) => role)).toEqual(['user', 'assistant'])
})

it('a server with plain errors says 500 where others say 404', async () => {
  const { threads } = await openDesk({ judged, moods: { plainErrors: true } })
  expect(await refusalOf(threads.retrieve('thread_none'))).toMatchObject({ status: 500, error: undefined })
})

it('a server without steps answers 404 for them', async () => {
  const { ask, server, threads } = await openDesk({ judged, moods: { noSteps: true } })
  const { thread, run } = await ask(server.assistantIds.calculator, '1+1')
  expect(await refusalOf(threads.runs.steps.list(run.id, { thread_id: thread.id }))).toMatchObject({
    status: 404,
  })
})

it('a server may tell its last error as a bare text', async () => {
  const { ask, server } = await openDesk({ judged, moods: { stringLastError: true } })
  const { run } = await ask(server.assistantIds.troublemaker, 'fail')
  expect(run.last_error).toBe('Sorry, something went wrong.')
})

it('a server may answer the creation of a run when the run is over, with 201', async () => {
  const { threadWith, server, threads } = await openDesk({
    judged,
    speed: 1,
    moods: { terminalCreate: true, created201: true },
  })
  const thread = await threadWith('1+1')
  const { data, response } = await threads.runs
    .create(thread.id, { assistant_id: server.assistantIds.calculator })
    .withResponse()
  expect([data.status, response.status]).toEqual(['completed', 201])
})

it('a server may take any key', async () => {
  const { client, server } = await openDesk({ judged })
  const stranger = client.withOptions({ apiKey: 'sk-somebody-else-1234' })
  expect(await refusalOf(stranger.beta.assistants.list())).toMatchObject({ status: 401 })
  server.setMoods({ noAuthCheck: true })
  expect((await stranger.beta.assistants.list()).data).toHaveLength(4)
})

it('a server without a lock takes messages and runs while one is open', async () => {
  const { threadWith, server, threads } = await openDesk({ locksThreads: false })
  const thread = await threadWith('stuck')
  await threads.runs.create(thread.id, { assistant_id: server.assistantIds.troublemaker })
  await threads.messages.create(thread.id, { role: 'user', content: '1+1' })
  const second = await threads.runs.create(thread.id, { assistant_id: server.assistantIds.calculator })
  expect((await threads.runs.retrieve(second.id, { thread_id: thread.id })).status).toBe('completed')
})
