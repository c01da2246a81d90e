/** Threads of a server that come in: as a conversation of their own, or added to the one that is here. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import type { ReadingHooks, RemoteMessage, RemoteThread } from './remote-thread.ts'
import { answered, createTestChat, quiet, underWay } from './test-chat.ts'

const WISH = { assistantId: 'a1', threadId: 'thread_x', workId: 'w1' }

describe('a thread opened by its ID', () => {
  it('becomes a conversation with its messages, named after its first question', async () => {
    const chat = serverWith(said('user', 'Where is my order?'), said('assistant', 'On its way.'))
    const opened = await chat.threads.open(WISH)
    expect(opened).toMatchObject({ wasHere: false, hasOpenRun: false, isCut: false })
    expect(chat.store.conversations.find(opened!.conversationId)).toMatchObject({
      assistantId: 'a1',
      title: 'Where is my order?',
      threadId: 'thread_x',
      createdAt: 1_000,
    })
    expect(chat.texts(opened!.conversationId)).toEqual([
      'user sent: Where is my order?',
      'assistant complete: On its way.',
    ])
  })

  it('can be gone on with: the next question goes into that thread, and what was there is known', async () => {
    const chat = serverWith(said('user', 'One'), said('assistant', 'Two'))
    const { conversationId } = (await chat.threads.open(WISH))!
    await chat.send('Three', conversationId)
    expect(chat.last().turn).toMatchObject({
      threadId: 'thread_x',
      knownMessageIds: ['remote One', 'remote Two'],
      run: { posts: { thread: 'done', message: 'not-yet' }, isThreadNew: false },
    })
  })

  it('that is here already is not read again, put away or not', async () => {
    const chat = serverWith(said('user', 'One'))
    const first = (await chat.threads.open(WISH))!
    chat.conversations.arrange({ conversationIds: [first.conversationId], change: { isArchived: true } })
    expect(await chat.threads.open({ ...WISH, assistantId: 'b1' })).toMatchObject({
      conversationId: first.conversationId,
      wasHere: true,
    })
    expect(chat.reads).toEqual(['thread_x'])
  })

  it('of another server is another thread, whatever its ID', async () => {
    const chat = serverWith(said('user', 'One'))
    const first = (await chat.threads.open(WISH))!
    const other = (await chat.threads.open({ ...WISH, assistantId: 'a2' }))!
    expect(other.conversationId).not.toBe(first.conversationId)
  })

  it('that was deleted here comes back as it was', async () => {
    const chat = serverWith(said('user', 'One'))
    const { conversationId } = (await chat.threads.open(WISH))!
    chat.conversations.remove({ conversationIds: [conversationId] })
    expect(await chat.threads.open(WISH)).toMatchObject({ conversationId, wasHere: true })
    expect(chat.texts(conversationId)).toEqual(['user sent: One'])
  })

  it('asked for twice at once becomes one conversation, with each message once', async () => {
    const chat = serverWith(said('user', 'One'), said('assistant', 'Two'))
    const [one, other] = await Promise.all([
      chat.threads.open(WISH),
      chat.threads.open({ ...WISH, workId: 'w2' }),
    ])
    expect(one!.conversationId).toBe(other!.conversationId)
    expect(chat.texts(one!.conversationId)).toHaveLength(2)
  })

  it('is read to its end when the app died before its messages were kept', async () => {
    const chat = serverWith(said('user', 'One'))
    chat.store.conversations.create({
      ...chat.store.conversations.find(chat.begin('c9'))!,
      threadId: 'thread_x',
    })
    expect(await chat.threads.open(WISH)).toMatchObject({ conversationId: 'c9', wasHere: true })
    expect(chat.texts('c9')).toEqual(['user sent: One'])
  })

  it('says how far it is, and keeps nothing when it is stopped', async () => {
    const chat = serverWith()
    const opening = chat.threads.open(WISH)
    await quiet()
    chat.grew(100)
    expect(chat.events).toContainEqual({ type: 'work-grew', workId: 'w1', done: 100, total: 0 })
    chat.threads.stop({ workId: 'w1' })
    expect(await opening).toBeNull()
    expect(chat.store.conversations.list()).toEqual([])
  })

  it('that a run holds, or that is longer than is read, says so', async () => {
    const chat = serverWith(said('user', 'One'))
    chat.thread.isCut = true
    chat.open = { remoteId: 'run_z', ourId: null }
    expect(await chat.threads.open(WISH)).toMatchObject({ hasOpenRun: true, isCut: true })
  })

  it('that the server does not know leaves nothing behind', async () => {
    const chat = serverWith()
    chat.failure = new Failure({ kind: 'thread-not-found', threadId: 'thread_x' })
    await expect(chat.threads.open(WISH)).rejects.toThrow('thread-not-found')
    expect(chat.store.conversations.list()).toEqual([])
  })
})

describe('a conversation refreshed from the server', () => {
  it('takes in what was said elsewhere, each once, and not its own questions again', async () => {
    const chat = serverWith(said('user', 'One'))
    const { conversationId } = (await chat.threads.open(WISH))!
    const asked = await chat.send('Mine', conversationId)
    await chat.last().say(...underWay('run_1', 'thread_x').slice(2), ...answered('Yours'))
    await chat.last().end()
    chat.thread.messages = [
      said('user', 'One'),
      { ...said('user', 'Mine'), remoteId: 'unseen', ourId: asked },
      { ...said('assistant', 'Yours'), remoteId: 'msg_Yours' },
      said('user', 'From elsewhere'),
    ]
    const wish = { conversationId, workId: 'w2' }
    expect(await chat.threads.refresh(wish)).toEqual({ added: 1 })
    expect(await chat.threads.refresh(wish)).toEqual({ added: 0 })
    expect(chat.texts(conversationId).at(-1)).toBe('user sent: From elsewhere')
  })

  it('whose thread is gone is marked, and one that is there again is not', async () => {
    const chat = serverWith(said('user', 'One'))
    const { conversationId } = (await chat.threads.open(WISH))!
    chat.failure = new Failure({ kind: 'thread-not-found', threadId: 'thread_x' })
    await expect(chat.threads.refresh({ conversationId, workId: 'w2' })).rejects.toThrow('thread-not-found')
    expect(chat.store.conversations.find(conversationId)?.isThreadGone).toBe(true)
    chat.failure = null
    await chat.threads.refresh({ conversationId, workId: 'w3' })
    expect(chat.store.conversations.find(conversationId)?.isThreadGone).toBe(false)
  })

  it('that went on in a new thread meanwhile is not marked for the old one, nor given what stood there', async () => {
    const answers: { resolve(thread: RemoteThread): void; reject(thrown: unknown): void }[] = []
    const chat = createTestChat({
      readThread: () => new Promise((resolve, reject) => void answers.push({ resolve, reject })),
    })
    chat.store.conversations.create({
      ...chat.store.conversations.find(chat.begin('c9'))!,
      id: 'c1',
      threadId: 'thread_1',
    })
    const readings = [1, 2].map((count) =>
      chat.threads.refresh({ conversationId: 'c1', workId: `w${count}` }).catch(String),
    )
    await quiet()
    const gone = chat.store.conversations.find('c1')!
    chat.store.conversations.save({ ...gone, threadId: 'thread_2' })
    answers[0]?.reject(new Failure({ kind: 'thread-not-found', threadId: 'thread_1' }))
    answers[1]?.resolve({ messages: [said('user', 'One')], isCut: false })
    expect(await Promise.all(readings)).toEqual([expect.stringContaining('thread-not-found'), { added: 0 }])
    expect(chat.store.conversations.find('c1')).toMatchObject({ threadId: 'thread_2', isThreadGone: false })
    expect(chat.texts()).toEqual([])
  })

  it('is left alone while a run of its own is open', async () => {
    const chat = serverWith(said('user', 'One'))
    const { conversationId } = (await chat.threads.open(WISH))!
    await chat.send('Mine', conversationId)
    expect(await chat.threads.refresh({ conversationId, workId: 'w2' })).toEqual({ added: 0 })
    expect(chat.reads).toHaveLength(1)
  })
})

const said = (role: 'user' | 'assistant', text: string): RemoteMessage => ({
  remoteId: `remote ${text}`,
  role,
  content: [{ type: 'text', text, citations: [] }],
  createdAt: 1_000,
  ourId: null,
  isPartial: false,
})

/** Without messages the server never answers. */
function serverWith(...messages: RemoteMessage[]) {
  const thread: RemoteThread = { messages, isCut: false }
  const reads: string[] = []
  const told: ReadingHooks[] = []
  const server = {
    thread,
    reads,
    failure: null as Failure | null,
    open: null as { remoteId: string; ourId: null } | null,
    grew: (count: number) => told.at(-1)!.onGrew(count),
  }
  const chat = createTestChat({
    findOpenRun: () => Promise.resolve(server.open),
    readThread(threadId, hooks) {
      reads.push(threadId)
      told.push(hooks)
      if (server.failure !== null) return Promise.reject(server.failure)
      if (thread.messages.length > 0) return Promise.resolve(structuredClone(thread))
      return new Promise((_resolve, reject) => {
        hooks.signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    },
  })
  return Object.assign(server, chat)
}
