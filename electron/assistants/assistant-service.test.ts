/** Assistants: who is connected where and under which name, what is refused, and what removing takes and gives back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import { Failure } from '../../shared/errors.ts'
import { inOrder } from './in-order.ts'
import { assistantForm, deskWith, failureOf, SNAPSHOT } from './test-assistants.ts'
import { KEY, serverForm } from './test-connections.ts'

const UNDO_MS = 5 * 60_000

describe('connecting an assistant', () => {
  it('stores it with its connection and its key, and tells the window', async () => {
    const desk = deskWith()
    const { assistantId, isBroughtBack } = await desk.connect()
    expect(isBroughtBack).toBe(false)
    expect(desk.service.list()).toMatchObject({
      connections: [
        { name: 'api.example.com', baseUrl: 'https://api.example.com/v1', key: { kept: 'keyring' } },
      ],
      assistants: [{ id: assistantId, remoteId: 'asst_1', nickname: 'Shop', colour: 'violet' }],
    })
    expect(desk.events.at(-1)).toMatchObject({ type: 'assistants-changed' })
    await desk.quiet()
    expect(desk.asked).toMatchObject([{ key: KEY, remoteId: 'asst_1' }])
    expect(desk.service.find(assistantId).snapshot).toEqual(SNAPSHOT)
  })

  it('on a known connection needs nothing but its ID', async () => {
    const desk = deskWith()
    await desk.connect()
    await desk.connect({ remoteId: 'asst_2' })
    expect(desk.service.list().connections).toHaveLength(1)
    await desk.quiet()
    expect(desk.asked.map(({ key }) => key)).toEqual([KEY, KEY])
  })

  it('on the same server again uses the connection that is there', async () => {
    const desk = deskWith()
    await desk.connect()
    await desk.connect({ remoteId: 'asst_2' }, serverForm())
    expect(desk.service.list().connections).toHaveLength(1)
  })

  it('says everything that is wrong, of the server and of the assistant, and sends nothing anywhere', async () => {
    const desk = deskWith()
    const form = { remoteId: ' ', suggestions: Array.from({ length: 7 }, (_, at) => `Why ${at}?`) }
    expect(await failureOf(() => desk.connect(form, serverForm({ apiKey: '' })))).toEqual({
      kind: 'invalid-fields',
      fields: { assistantId: 'required', apiKey: 'required', suggestions: 'out-of-range' },
    })
    expect(desk.logged).toEqual(['OpenAI Assistant ID is required'])
    await desk.quiet()
    expect(desk.asked).toEqual([])
    expect(desk.stored()).toEqual({ connections: [], assistants: [], formerAssistants: [] })
  })

  it.each([
    ['no server', { connectionId: null, server: null }],
    ['two servers', { connectionId: 'c1', server: serverForm() }],
  ])('with %s is no request', async (_why, where) => {
    const { service } = deskWith()
    expect(await failureOf(() => service.connect({ ...where, form: assistantForm() }))).toEqual({
      kind: 'invalid-request',
    })
  })

  it('on a connection that is gone is refused', async () => {
    const desk = deskWith()
    await desk.connect()
    const [connection] = desk.service.list().connections
    const connectionId = connection?.id ?? ''
    desk.connections.remove({ connectionId })
    const input = { connectionId, server: null, form: assistantForm({ remoteId: 'asst_2' }) }
    expect(await failureOf(() => desk.service.connect(input))).toMatchObject({ kind: 'not-found-here' })
  })

  it('goes by its ID until the server has said its name when the person gave none', async () => {
    const answer = Promise.withResolvers<AssistantSnapshot>()
    const desk = deskWith(() => answer.promise)
    await desk.connect({ nickname: ' ' })
    expect(desk.names()).toEqual(['asst_1'])
    answer.resolve(SNAPSHOT)
    await desk.quiet()
    expect(desk.names()).toEqual(['Order desk'])
  })

  it('keeps the person’s name for it whatever the server calls it', async () => {
    const desk = deskWith()
    await desk.connect()
    await desk.quiet()
    expect(desk.service.list().assistants).toMatchObject([
      { nickname: 'Shop', snapshot: { name: 'Order desk' } },
    ])
  })

  it('does without the server’s word when it cannot be had', async () => {
    const desk = deskWith(() => Promise.reject(new Failure({ kind: 'forbidden' })))
    await desk.connect({ nickname: '' })
    await desk.quiet()
    expect(desk.service.list().assistants).toMatchObject([{ nickname: 'asst_1', snapshot: null }])
    expect(desk.bugs).toEqual([])
  })

  it('gives each a colour of its own while there are enough, and the one asked for when one was', async () => {
    const desk = deskWith()
    for (let count = 0; count < 9; count += 1) await desk.connect({ remoteId: `asst_${count}` })
    const colours = desk.service.list().assistants.map(({ colour }) => colour)
    expect(new Set(colours).size).toBe(8)
    expect(colours[8]).toBe(colours[0])
    const { assistantId } = await desk.connect({ remoteId: 'asst_rose', colour: 'rose' })
    expect(desk.service.find(assistantId).colour).toBe('rose')
  })

  it('keeps its own suggested questions without the empty ones', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect({ suggestions: [' Where is my order? ', '', '  ', '退貨?'] })
    expect(desk.service.find(assistantId).suggestions).toEqual(['Where is my order?', '退貨?'])
  })
})

describe('the same ID twice', () => {
  it('on one connection is refused with the name of the one that is there', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    expect(await failureOf(() => desk.connect({ nickname: 'Again' }))).toEqual({
      kind: 'assistant-known',
      assistantId,
      nickname: 'Shop',
      isArchived: false,
    })
    expect(desk.names()).toEqual(['Shop'])
  })

  it('is told when the one that is there was archived', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    desk.service.setArchived({ assistantId, isArchived: true })
    expect(await failureOf(() => desk.connect())).toMatchObject({ kind: 'assistant-known', isArchived: true })
  })

  it('on another connection is another assistant', async () => {
    const desk = deskWith()
    await desk.connect()
    await desk.connect({ nickname: 'Twin' }, serverForm({ apiKey: `${KEY}2` }))
    expect(desk.names()).toEqual(['Shop', 'Twin'])
    expect(desk.service.list().connections).toHaveLength(2)
  })

  it('cannot come about by a change either', async () => {
    const desk = deskWith()
    await desk.connect()
    const { assistantId } = await desk.connect({ remoteId: 'asst_2', nickname: 'Second' })
    const change = () => desk.service.change({ assistantId, form: assistantForm() })
    expect(await failureOf(change)).toMatchObject({ kind: 'assistant-known', nickname: 'Shop' })
    expect(desk.service.find(assistantId).remoteId).toBe('asst_2')
  })

  it('brings a removed one back with its conversations, under the name it had', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect({ colour: 'teal' })
    desk.service.remove({ assistantId })
    expect(await desk.connect({ nickname: '' })).toEqual({ assistantId, isBroughtBack: true })
    expect(desk.service.list()).toMatchObject({
      assistants: [{ id: assistantId, nickname: 'Shop', colour: 'teal', removedAt: null }],
      formerAssistants: [],
    })
  })

  it('does so even when the one before is gone for good', async () => {
    const desk = deskWith()
    await desk.connect({ remoteId: 'asst_stays' })
    const { assistantId } = await desk.connect()
    desk.service.remove({ assistantId })
    desk.clock.pass(UNDO_MS)
    expect(desk.service.list().formerAssistants).toMatchObject([{ id: assistantId, nickname: 'Shop' }])
    expect(await desk.connect({ nickname: 'Anew' })).toEqual({ assistantId, isBroughtBack: true })
    expect(desk.service.list().formerAssistants).toEqual([])
    expect(desk.names()).toEqual(['Shop', 'Anew'])
  })
})

describe('changing an assistant', () => {
  it('keeps what the server said as long as the ID stays', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    await desk.quiet()
    desk.service.change({ assistantId, form: assistantForm({ nickname: 'Renamed', colour: 'sky' }) })
    await desk.quiet()
    expect(desk.service.find(assistantId)).toMatchObject({
      nickname: 'Renamed',
      colour: 'sky',
      snapshot: SNAPSHOT,
    })
    expect(desk.asked).toHaveLength(1)
  })

  it('without a nickname takes the server’s name', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    await desk.quiet()
    desk.service.change({ assistantId, form: assistantForm({ nickname: '' }) })
    expect(desk.names()).toEqual(['Order desk'])
  })

  it('to another ID reads anew, and what comes late of the ID before is ignored', async () => {
    const desk = deskWith((_server, id) => Promise.resolve({ ...SNAPSHOT, name: `Name of ${id}` }))
    const { assistantId } = await desk.connect({ nickname: '' })
    desk.service.change({ assistantId, form: assistantForm({ remoteId: 'asst_2', nickname: '' }) })
    expect(desk.service.find(assistantId)).toMatchObject({ nickname: 'asst_2', snapshot: null })
    await desk.quiet()
    expect(desk.service.find(assistantId)).toMatchObject({ remoteId: 'asst_2', nickname: 'Name of asst_2' })
  })

  it('is refused for what is wrong with it', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    const form = assistantForm({ nickname: 'x'.repeat(81), suggestions: ['y'.repeat(201)] })
    expect(await failureOf(() => desk.service.change({ assistantId, form }))).toEqual({
      kind: 'invalid-fields',
      fields: { nickname: 'too-long', suggestions: 'too-long' },
    })
  })
})

describe('the order', () => {
  const items = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 })

  it('can be any, and none is lost or doubled whatever is named', () => {
    const named = items.chain((ids) =>
      fc.tuple(fc.constant(ids), fc.array(fc.constantFrom('nobody', ...ids), { maxLength: 20 })),
    )
    fc.assert(
      fc.property(named, ([ids, wanted]) => {
        const assistants = ids.map((id) => ({ id }))
        const after = inOrder(assistants, wanted)
        expect(after.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      }),
    )
  })

  it('is the one a person gave when all are named', () => {
    const shuffled = items.chain((ids) =>
      fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length })),
    )
    fc.assert(
      fc.property(shuffled, ([ids, wanted]) => {
        const assistants = ids.map((id) => ({ id }))
        expect(inOrder(assistants, wanted).map(({ id }) => id)).toEqual(wanted)
      }),
    )
  })

  it('is kept, and leaves one that came meanwhile behind the others', async () => {
    const desk = deskWith()
    const one = await desk.connect({ remoteId: '1', nickname: 'One' })
    const two = await desk.connect({ remoteId: '2', nickname: 'Two' })
    await desk.connect({ remoteId: '3', nickname: 'Three' })
    desk.service.reorder({ assistantIds: [two.assistantId, one.assistantId, 'nobody'] })
    expect(desk.names()).toEqual(['Two', 'One', 'Three'])
  })
})

describe('archiving', () => {
  it('notes when, and can be taken back', async () => {
    const desk = deskWith()
    const { assistantId } = await desk.connect()
    desk.service.setArchived({ assistantId, isArchived: true })
    const at = desk.clock.now()
    desk.clock.pass(1_000)
    desk.service.setArchived({ assistantId, isArchived: true })
    expect(desk.service.find(assistantId).archivedAt).toBe(at)
    desk.service.setArchived({ assistantId, isArchived: false })
    expect(desk.service.find(assistantId).archivedAt).toBeNull()
  })
})

it('no reply, event, log line or stored file of settings ever holds a key', async () => {
  const desk = deskWith()
  const replies: unknown[] = []
  const { assistantId } = await desk.connect()
  const { service, connections } = desk
  const tries = [
    () => desk.connect({ remoteId: '' }, serverForm({ apiKey: `${KEY} ${KEY}` })),
    () => desk.connect(),
    () => service.change({ assistantId, form: assistantForm({ suggestions: ['x'.repeat(300)] }) }),
    () => service.refresh({ assistantId }),
    () => service.connectionOf(assistantId),
    () => service.list(),
    () => connections.list(),
    () => service.addPractice(),
    () => service.remove({ assistantId }),
    () => service.restore({ assistantId }),
  ]
  for (const attempt of tries) replies.push(await Promise.resolve().then(attempt).catch(String))
  await desk.quiet()
  const everything = JSON.stringify([replies, desk.events, desk.logged, desk.stored()])
  expect(everything).toContain('asst_1')
  expect(everything).not.toContain('CANARY')
})
