/** Files attached to a message: who may name them, what becomes of them when it is sent, taken back or the app dies. */
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/errors.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createAttachments } from './attachments.ts'
import type { AttachmentShelf, KeptFile } from './ports.ts'
import { createTestChat, quiet, underWay } from './test-chat.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('attaching', () => {
  it('tells the window of tokens, names and sizes, and of no path', async () => {
    const desk = open()
    desk.picks.push('/home/me/secret place/report.pdf', '/home/me/numbers.csv')
    expect(await desk.files.pick({ conversationId: 'c1' })).toEqual({ refused: [] })
    expect(desk.attached()).toMatchObject([
      { name: 'report.pdf', size: 11, purpose: 'search' },
      { name: 'numbers.csv', size: 11, purpose: 'code' },
    ])
    expect(JSON.stringify(desk.chat.events)).not.toMatch(/home|secret place/)
  })

  it('takes what can be taken and says of the rest why it cannot', async () => {
    const desk = open()
    desk.picks.push('/tmp/bad', '/tmp/good.txt')
    const { refused } = await desk.files.pick({ conversationId: 'c1' })
    expect(refused).toEqual([{ kind: 'file-problem', name: 'bad', problem: 'unreadable' }])
    expect(desk.attached().map(({ name }) => name)).toEqual(['good.txt'])
  })

  it('takes ten and no eleventh, however they come', async () => {
    const desk = open()
    const all = Array.from({ length: 11 }, (_, at) => desk.take(`${at}.txt`))
    const outcomes = await Promise.allSettled(all)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect(desk.take('twelfth.txt')).rejects.toMatchObject({
      error: { kind: 'file-problem', problem: 'too-many', name: 'twelfth.txt' },
    })
    expect(desk.attached()).toHaveLength(10)
  })

  it('tells files of one name apart', async () => {
    const desk = open()
    await desk.take('image.png')
    await desk.take('image.png')
    expect(desk.attached().map(({ name }) => name)).toEqual(['image.png', 'image (2).png'])
  })

  it('knows that an assistant without search reads text in code', async () => {
    const desk = open({ tools: ['code_interpreter'] })
    await desk.take('notes.txt')
    expect(desk.attached()).toMatchObject([{ purpose: 'code' }])
  })

  it('changes what a file is for, but shows only pictures as pictures', async () => {
    const desk = open()
    await desk.take('notes.txt')
    const [{ id: attachmentId } = { id: '' }] = desk.attached()
    desk.files.change({ conversationId: 'c1', attachmentId, purpose: 'code' })
    expect(desk.attached()).toMatchObject([{ purpose: 'code' }])
    expect(() => desk.files.change({ conversationId: 'c1', attachmentId, purpose: 'image' })).toThrow(
      'invalid-request',
    )
  })

  it('forgets a removed file and its copy', async () => {
    const desk = open()
    await desk.take('notes.txt')
    const [{ id: attachmentId } = { id: '' }] = desk.attached()
    desk.files.remove({ conversationId: 'c1', attachmentId })
    expect(desk.attached()).toEqual([])
    expect(desk.shelf.copies.size).toBe(0)
  })
})

describe('sending', () => {
  it('hands the backend what is attached, and keeps it in the question', async () => {
    const desk = open()
    await desk.take('numbers.csv', 'a,b\n')
    const messageId = await desk.send('Look at this')
    expect(desk.attached()).toEqual([])
    const [file] = desk.chat.last().turn.question.files
    expect(file).toMatchObject({ name: 'numbers.csv', size: 4, purpose: 'code', remoteId: null })
    const pieces = []
    for await (const piece of file?.read() ?? []) pieces.push(...piece)
    expect(new TextDecoder().decode(new Uint8Array(pieces))).toBe('a,b\n')
    expect(desk.parts(messageId)).toMatchObject([{ type: 'text' }, { type: 'attachment', remoteId: null }])
  })

  it('writes each file ID down before the backend goes on, and uploads nothing twice when asked again', async () => {
    const desk = open()
    await desk.take('one.csv')
    await desk.take('two.csv')
    const messageId = await desk.send('Compare')
    const [one, two] = desk.chat.last().turn.question.files
    await desk.chat
      .last()
      .say(
        { type: 'upload-begun', attachmentId: one?.id ?? '', at: 7 },
        { type: 'file-uploaded', attachmentId: one?.id ?? '', fileId: 'file_1' },
        { type: 'upload-begun', attachmentId: two?.id ?? '', at: 8 },
      )
    expect(desk.parts(messageId)).toMatchObject([
      {},
      { begunAt: 7, remoteId: 'file_1' },
      { begunAt: 8, remoteId: null },
    ])
    await desk.chat.last().fail(new Failure({ kind: 'upload-refused', name: 'two.csv', reason: 'other' }))
    expect(desk.chat.run().error).toMatchObject({ kind: 'upload-refused' })
    desk.chat.turns.askAgain(desk.chat.name())
    await quiet()
    expect(desk.chat.last().turn.question.files).toMatchObject([
      { remoteId: 'file_1' },
      { remoteId: null, begunAt: 8 },
    ])
    expect(desk.shelf.copies.size).toBe(2)
  })

  it('lets the copies go once the question is at the server', async () => {
    const desk = open()
    await desk.take('one.csv')
    await desk.send('Look')
    expect(desk.shelf.copies.size).toBe(1)
    await desk.chat.last().say(...underWay())
    expect(desk.shelf.copies.size).toBe(0)
  })

  it('gives the files of a question that is taken back to the next', async () => {
    const desk = open()
    await desk.send('First')
    await desk.take('one.csv')
    const messageId = await desk.send('Second')
    expect(desk.attached()).toEqual([])
    desk.chat.turns.takeBack({ conversationId: 'c1', messageId })
    expect(desk.attached()).toMatchObject([{ name: 'one.csv' }])
  })

  it('says which file is one too many when a question taken back brings its own', async () => {
    const desk = open()
    await desk.send('First')
    for (const at of [1, 2, 3, 4, 5, 6]) await desk.take(`a${at}.txt`)
    const messageId = await desk.send('Second')
    for (const at of [1, 2, 3, 4, 5]) await desk.take(`b${at}.txt`)
    desk.chat.turns.takeBack({ conversationId: 'c1', messageId })
    await expect(desk.send('Both')).rejects.toMatchObject({
      error: { kind: 'file-problem', problem: 'too-many' },
    })
    expect(desk.attached()).toHaveLength(11)
  })

  it('keeps the files attached when the question cannot be stored', async () => {
    const desk = open()
    await desk.take('one.csv')
    const full = () => {
      throw new Failure({ kind: 'storage-failed' })
    }
    desk.chat.store.turns.addQuestion = full
    await expect(desk.send('Look')).rejects.toMatchObject({ error: { kind: 'storage-failed' } })
    expect(desk.attached()).toMatchObject([{ name: 'one.csv' }])
    expect(desk.shelf.notes.get(desk.attached()[0]?.id ?? '')?.messageId).toBeNull()
  })

  it('does not count the time of an upload as the server’s', async () => {
    const desk = open()
    await desk.take('large.csv')
    await desk.send('Look')
    const [file] = desk.chat.last().turn.question.files
    const attachmentId = file?.id ?? ''
    await desk.chat.last().say({ type: 'upload-begun', attachmentId, at: 0 })
    desk.chat.clock.pass(400_000)
    expect(desk.chat.run().isOverdue).toBe(false)
    await desk.chat.last().say({ type: 'file-uploaded', attachmentId, fileId: 'f' })
    desk.chat.clock.pass(400_000)
    expect(desk.chat.run().isOverdue).toBe(true)
  })

  it('tells the window how far a file is', async () => {
    const desk = open()
    await desk.take('one.csv', 'abcd')
    await desk.send('Look')
    for await (const piece of desk.chat.last().turn.question.files[0]?.read() ?? []) void piece
    const sent = desk.chat.events.flatMap((event) => (event.type === 'upload-grew' ? event.sentBytes : []))
    expect(sent).toEqual([0, 4])
  })
})

describe('a token from elsewhere', () => {
  it.each(['/etc/passwd', '../../etc/passwd', '', 'nobody', 'constructor'])(
    '%j names nothing',
    async (id) => {
      const desk = open()
      await desk.take('mine.txt')
      await expect(desk.send('Look', [id])).rejects.toMatchObject({
        error: { kind: 'not-found-here', what: 'file' },
      })
      expect(() => desk.files.remove({ conversationId: 'c1', attachmentId: id })).toThrow('not-found-here')
      expect(desk.chat.texts()).toEqual([])
      expect(desk.attached()).toHaveLength(1)
    },
  )

  it('of another conversation, or of a message already sent, names nothing', async () => {
    const desk = open()
    await desk.take('mine.txt')
    const [{ id } = { id: '' }] = desk.attached()
    desk.chat.begin('c2')
    await expect(desk.send('Look', [id], 'c2')).rejects.toMatchObject({ error: { kind: 'not-found-here' } })
    await desk.send('Look', [id])
    await expect(desk.send('Again', [id])).rejects.toMatchObject({ error: { kind: 'not-found-here' } })
  })
})

describe('after a restart', () => {
  it('what was attached is still attached, and what was sent goes with its question', async () => {
    const before = open()
    await before.take('kept.txt')
    await before.send('With a file')
    await before.take('next.txt')
    const after = open({ shelf: before.shelf, store: before.chat.store })
    expect(after.files.list({ conversationId: 'c1' })).toMatchObject([{ name: 'next.txt' }])
    after.chat.turns.resume()
    await quiet()
    expect(after.chat.last().turn.question.files).toMatchObject([{ name: 'kept.txt' }])
  })

  it('a file whose message never came to be is attached again; one nobody waits for goes', async () => {
    const before = open()
    await before.take('orphan.txt')
    const [{ id } = { id: '' }] = before.attached()
    const note = before.shelf.notes.get(id)
    before.shelf.notes.set(id, { ...note!, messageId: 'never-stored' })
    const after = open({ shelf: before.shelf, store: before.chat.store })
    expect(after.files.list({ conversationId: 'c1' })).toMatchObject([{ name: 'orphan.txt' }])
    before.chat.store.conversations.remove(['c1'])
    before.chat.store.conversations.purge(['c1'])
    open({ shelf: before.shelf, store: before.chat.store })
    expect(before.shelf.copies.size).toBe(0)
  })
})

function createTestShelf() {
  const copies = new Map<string, Uint8Array>()
  const notes = new Map<string, KeptFile>()
  const shelf: AttachmentShelf = {
    list: () => [...notes.values()],
    async take(id, source) {
      await quiet()
      if ('path' in source && source.path.endsWith('bad'))
        throw new Failure({ kind: 'file-problem', name: 'bad', problem: 'unreadable' })
      const copy = 'path' in source ? bytes('from a path') : source.bytes
      copies.set(id, copy)
      return { size: copy.byteLength, pictureType: null }
    },
    note: (file) => void notes.set(file.id, file),
    async *read(id) {
      yield copies.get(id)!
    },
    drop(id) {
      copies.delete(id)
      notes.delete(id)
    },
  }
  return { ...shelf, copies, notes }
}

interface Options {
  tools?: string[]
  shelf?: ReturnType<typeof createTestShelf>
  store?: ReturnType<typeof createTestChat>['store']
}

function open({ tools = [], shelf = createTestShelf(), store }: Options = {}) {
  const picks: string[] = []
  // The chat wants the attachments and they want its store, so they are handed over late.
  const late: { files?: ReturnType<typeof createAttachments> } = {}
  const files = () => late.files!
  const chat = createTestChat({
    ...(store === undefined ? {} : { store }),
    attachments: {
      handOver: (hand, storeMessage) => files().handOver(hand, storeMessage),
      giveBack: (message) => files().giveBack(message),
      read: (file) => files().read(file),
      letGo: (messageId) => files().letGo(messageId),
    },
  })
  const ids = createTestIds()
  late.files = createAttachments({
    conversations: chat.store.conversations,
    store: chat.store.turns,
    shelf,
    dialogs: { pick: async () => picks.splice(0) },
    publish: (event: AppEvent) => void chat.events.push(event),
    ids: { next: () => ids.next().replace('00000000', 'ffffffff') },
    toolsOf: () => tools,
  })
  if (store === undefined) chat.begin()
  let messages = 0
  const attached = () => files().list({ conversationId: 'c1' })
  return {
    chat,
    files: files(),
    shelf,
    picks,
    attached,
    take: (name: string, text = 'some bytes!') =>
      files().take({ conversationId: 'c1', name, bytes: bytes(text) }),
    parts: (messageId: string) => chat.store.messages.get(messageId)?.content,
    async send(text: string, attachmentIds = attached().map(({ id }) => id), conversationId = 'c1') {
      const messageId = `m${(messages += 1)}-${text}`
      chat.turns.send({ conversationId, messageId, text, attachmentIds })
      await quiet()
      return messageId
    },
  }
}
