/** What removing an assistant takes, for how long it can be brought back, and what stays. */
import { describe, expect, it } from 'vitest'
import { assistantForm, deskWith, failureOf } from './test-assistants.ts'
import { KEY } from './test-connections.ts'

const UNDO_MS = 5 * 60_000

describe('removing', () => {
  it('hides it at once, keeps its connection and key, and names it for the conversations that stay', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    const { connection } = desk.service.connectionOf(assistantId)
    desk.service.remove({ assistantId })
    expect(desk.service.list()).toMatchObject({
      connections: [{ id: connection.id, key: { kept: 'keyring' } }],
      assistants: [],
      formerAssistants: [{ id: assistantId, nickname: 'Shop' }],
    })
    expect(desk.keys.get(connection.id)).toBe(KEY)
  })

  it('lets what it is answering go on until it is gone for good', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    desk.service.remove({ assistantId })
    expect(desk.service.connectionOf(assistantId).assistant.remoteId).toBe('asst_1')
    desk.clock.pass(UNDO_MS)
    expect(await failureOf(() => desk.service.connectionOf(assistantId))).toMatchObject({ what: 'assistant' })
  })

  it('can be undone with all that belonged to it', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect({ suggestions: ['Why?'] })
    desk.answers.keepAnswers(assistantId, [{ name: 'f', output: '42' }])
    const before = desk.service.find(assistantId)
    desk.service.remove({ assistantId })
    desk.clock.pass(UNDO_MS - 1)
    desk.service.restore({ assistantId })
    expect(desk.service.find(assistantId)).toEqual(before)
    desk.clock.pass(UNDO_MS)
    expect(desk.service.find(assistantId)).toEqual(before)
  })

  it('twice is refused, and so is bringing back what is gone for good', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    desk.service.remove({ assistantId })
    expect(await failureOf(() => desk.service.remove({ assistantId }))).toMatchObject({
      kind: 'not-found-here',
    })
    desk.clock.pass(UNDO_MS)
    expect(await failureOf(() => desk.service.restore({ assistantId }))).toMatchObject({
      kind: 'not-found-here',
    })
  })

  it('gives a second removal its whole time to be undone', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    desk.service.remove({ assistantId })
    desk.clock.pass(UNDO_MS / 2)
    desk.service.restore({ assistantId })
    desk.service.remove({ assistantId })
    desk.clock.pass(UNDO_MS / 2)
    desk.service.restore({ assistantId })
    expect(desk.names()).toEqual(['Shop'])
  })

  it('with its connection brings both back, and the key', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    const { connection } = desk.service.connectionOf(assistantId)
    desk.connections.remove({ connectionId: connection.id })
    expect(desk.service.list()).toMatchObject({ connections: [], assistants: [] })
    desk.service.restore({ assistantId })
    desk.clock.pass(UNDO_MS)
    expect(desk.service.list()).toMatchObject({ connections: [{ id: connection.id }], assistants: [{}] })
    expect(desk.keys.get(connection.id)).toBe(KEY)
  })

  it('is for good after a restart; only the names of those spoken to are kept', async () => {
    const desk = deskWith()
    const spoken = await desk.connect()
    const silent = await desk.connect({ remoteId: 'asst_2' })
    for (const name of [spoken, silent]) desk.service.remove(name)
    desk.spokenTo.add(spoken.assistantId)
    desk.service.purgeRemoved()
    expect(desk.stored().assistants).toEqual([])
    expect(desk.service.list().formerAssistants).toMatchObject([{ id: spoken.assistantId }])
  })
})

describe('practice assistants', () => {
  it('are added once, however often, and the Guide comes first', () => {
    const desk = deskWith()
    expect(desk.service.addPractice().nickname).toBe('Guide')
    desk.service.addPractice()
    expect(desk.names()).toEqual(['Guide', 'Calculator', 'Order desk', 'Troublemaker'])
    expect(desk.service.list().connections).toMatchObject([{ kind: 'practice', key: { kept: 'built-in' } }])
  })

  it('come back when one was removed or archived, beside the others', async () => {
    const desk = deskWith()
    await desk.connect()
    const guide = desk.service.addPractice()
    desk.service.remove({ assistantId: guide.id })
    desk.service.setArchived({ assistantId: 'asst_practice_orders', isArchived: true })
    desk.service.addPractice()
    expect(desk.service.list()).toMatchObject({ formerAssistants: [] })
    expect(desk.service.list().assistants.map(({ archivedAt }) => archivedAt)).toEqual(Array(5).fill(null))
  })

  it('come back as themselves when they were gone for good', () => {
    const desk = deskWith()
    const guide = desk.service.addPractice()
    desk.service.remove({ assistantId: guide.id })
    desk.clock.pass(UNDO_MS)
    expect(desk.service.addPractice().id).toBe(guide.id)
    expect(desk.service.list().formerAssistants).toEqual([])
  })

  it('leave nothing of their server to be seen when the last is removed, and bring it back', () => {
    const desk = deskWith()
    desk.service.addPractice()
    const all = desk.service.list().assistants.map(({ id }) => id)
    for (const assistantId of all) desk.service.remove({ assistantId })
    expect(desk.service.list().connections).toEqual([])
    desk.service.restore({ assistantId: all[1] ?? '' })
    expect(desk.service.list()).toMatchObject({
      connections: [{ kind: 'practice' }],
      assistants: [{ nickname: 'Calculator' }],
    })
  })

  it('keep their ID whatever is typed, and their name when none is', async () => {
    const desk = deskWith()
    const { id: assistantId } = desk.service.addPractice()
    const form = assistantForm({ remoteId: 'other', nickname: 'My guide', colour: 'lime' })
    desk.service.change({ assistantId, form })
    expect(desk.service.find(assistantId)).toMatchObject({
      nickname: 'My guide',
      colour: 'lime',
      remoteId: 'asst_practice_guide',
    })
    desk.service.change({ assistantId, form: { ...form, nickname: ' ' } })
    expect(desk.names()[0]).toBe('Guide')
  })
})
