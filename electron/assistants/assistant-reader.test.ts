/** What servers say of assistants is read when it is wanted, once, and kept only with the assistant it is about. */
import { describe, expect, it } from 'vitest'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import { Failure } from '../../shared/errors.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { assistantForm, deskWith, failureOf, SNAPSHOT } from './test-assistants.ts'
import { KEY, serverForm } from './test-connections.ts'

/** An assistant whose first reading is over. */
async function deskWithOne(...find: Parameters<typeof deskWith>) {
  const desk = deskWith(...find)
  const { assistantId } = await desk.connect()
  await desk.quiet()
  desk.asked.length = 0
  return { ...desk, assistantId }
}

describe('refreshing', () => {
  it('gives what the server says now and keeps it', async () => {
    let model = 'm'
    const desk = await deskWithOne(() => Promise.resolve({ ...SNAPSHOT, model }))
    model = 'n'
    expect(await desk.service.refresh({ assistantId: desk.assistantId })).toMatchObject({ model: 'n' })
    expect(desk.service.find(desk.assistantId).snapshot?.model).toBe('n')
    expect(desk.asked).toMatchObject([{ key: KEY, isOnce: false }])
  })

  it('says why it cannot, and keeps what was known', async () => {
    const failing = { now: false }
    const desk = await deskWithOne(() =>
      failing.now ? Promise.reject(new Failure({ kind: 'forbidden' })) : Promise.resolve(SNAPSHOT),
    )
    failing.now = true
    expect(await failureOf(() => desk.service.refresh({ assistantId: desk.assistantId }))).toEqual({
      kind: 'forbidden',
    })
    expect(desk.service.find(desk.assistantId).snapshot).toEqual(SNAPSHOT)
  })

  it('twice at once asks once', async () => {
    const answer = Promise.withResolvers<AssistantSnapshot>()
    const desk = deskWith(() => answer.promise)
    const { assistantId } = await desk.connect()
    const both = [desk.service.refresh({ assistantId }), desk.service.refresh({ assistantId })]
    answer.resolve(SNAPSHOT)
    expect(await Promise.all(both)).toEqual([SNAPSHOT, SNAPSHOT])
    expect(desk.asked).toHaveLength(1)
  })

  it('of a practice assistant asks the server inside the app', async () => {
    const desk = deskWith()
    const { id: assistantId } = desk.service.addPractice()
    await desk.service.refresh({ assistantId })
    expect(desk.asked).toMatchObject([{ key: 'practice-key', remoteId: 'asst_practice_guide' }])
  })

  it('of one that was removed meanwhile brings nothing back', async () => {
    const answer = Promise.withResolvers<AssistantSnapshot>()
    const desk = deskWith(() => answer.promise)
    const { assistantId } = await desk.connect()
    desk.service.remove({ assistantId })
    desk.service.purgeRemoved()
    answer.resolve(SNAPSHOT)
    await desk.quiet()
    expect(desk.stored().assistants).toEqual([])
    expect(desk.bugs).toEqual([])
  })
})

describe('before a run', () => {
  it('one is read again when the last reading is a minute old, with one request', async () => {
    const reading = { ...SNAPSHOT, readAt: createTestClock().now() }
    const desk = await deskWithOne(() => Promise.resolve({ ...reading }))
    desk.clock.pass(59_999)
    expect(await desk.reader.readIfOld(desk.assistantId)).toBeNull()
    expect(desk.asked).toEqual([])
    desk.clock.pass(1)
    reading.readAt = desk.clock.now()
    expect(await desk.reader.readIfOld(desk.assistantId)).toEqual(reading)
    expect(desk.asked).toMatchObject([{ isOnce: true }])
    expect(await desk.reader.readIfOld(desk.assistantId)).toBeNull()
  })

  it('a server that cannot be asked is no trouble', async () => {
    const desk = await deskWithOne(() => Promise.reject(new Failure({ kind: 'forbidden' })))
    expect(await desk.reader.readIfOld(desk.assistantId)).toBeNull()
    expect(desk.bugs).toEqual([])
    expect(desk.logged.at(-1)).toContain('forbidden')
  })

  it('nothing is asked where requests are limited: the run needs them', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect({}, serverForm({ requestsPerMinute: '2' }))
    await desk.quiet()
    desk.clock.pass(600_000)
    expect(await desk.reader.readIfOld(assistantId)).toBeNull()
    expect(desk.asked).toHaveLength(1)
  })

  it('a reading of an ID that was changed meanwhile is not kept', async () => {
    const answer = Promise.withResolvers<AssistantSnapshot>()
    const desk = deskWith((_server, id) => (id === 'asst_1' ? answer.promise : new Promise(() => undefined)))
    const { assistantId } = await desk.connect()
    desk.service.change({ assistantId, form: assistantForm({ remoteId: 'asst_2' }) })
    answer.resolve(SNAPSHOT)
    await desk.quiet()
    expect(desk.service.find(assistantId).snapshot).toBeNull()
  })
})
