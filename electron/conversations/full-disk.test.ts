/** A disk that is full while an answer comes: what arrives stays in memory and on the screen, it is told, and it is stored once there is room. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import { answered, createTestChat, quiet, underWay } from './test-chat.ts'

const WRITES = ['addAnswer', 'saveMessage', 'saveGrowing', 'saveRun'] as const

describe('a disk that is full while an answer comes', () => {
  it.each(WRITES)(
    '(at %s) is told once it fails, and all of the answer is stored when there is room',
    async (name) => {
      const chat = await chatUnderWay()
      const disk = fillDisk(chat, name)
      await chat.last().say(grown('Half an', 0))
      chat.clock.pass(1_000)
      await chat.last().say(...answered('Half an answer', 'msg_1'))
      for (let tries = 0; tries < 3; tries += 1) await quiet()
      expect(chat.events).toContainEqual({ type: 'notice', notice: { id: 'disk', kind: 'disk-full' } })
      disk.makeRoom()
      await settle(chat)
      expect(chat.texts()).toEqual(['user sent: Hello', 'assistant complete: Half an answer'])
      expect(chat.run().state).toBe('completed')
      expect(chat.store.conversations.find('c1')?.isBusy).toBe(false)
    },
  )

  it('goes on showing what grows, and a page that is opened meanwhile has all of it', async () => {
    const chat = await chatUnderWay()
    await chat.last().say(grown('One', 0))
    const disk = fillDisk(chat, ...WRITES)
    await chat.last().say(grown(' two', 3), grown(' three', 7))
    const page = chat.conversations.open({ conversationId: 'c1', beforePosition: null })
    expect(page.messages.at(-1)).toMatchObject({ content: [{ text: 'One two three' }] })
    expect(chat.events.filter(({ type }) => type === 'text-grew')).toHaveLength(3)
    disk.makeRoom()
    chat.clock.pass(1_000)
    expect(chat.texts().at(-1)).toContain('One two three')
  })

  it('after the run’s end only, is told too, and the conversation is free once there is room', async () => {
    const chat = await chatUnderWay()
    const { save } = chat.store.conversations
    chat.store.conversations.save = refuse
    await chat.last().say(...answered('There'))
    await chat.last().end()
    expect(chat.events.at(-1)).toMatchObject({ type: 'notice' })
    chat.store.conversations.save = save
    await quiet()
    expect(chat.events.at(-1)).toMatchObject({ conversation: { isBusy: false, hasNews: true } })
    await chat.send('Again')
    expect(chat.followings).toHaveLength(2)
  })

  it('does not keep a conversation with news from being opened', async () => {
    const chat = await chatUnderWay()
    await chat.last().say(...answered('There'))
    await chat.last().end()
    expect(chat.store.conversations.find('c1')?.hasNews).toBe(true)
    chat.store.conversations.save = refuse
    expect(chat.conversations.open({ conversationId: 'c1', beforePosition: null }).messages).toHaveLength(2)
  })

  it('does not keep the person from leaving the run, nor the app from closing', async () => {
    const chat = await chatUnderWay()
    await chat.last().say(grown('One', 0))
    fillDisk(chat, 'saveGrowing')
    expect(() => chat.turns.close()).not.toThrow()
    await quiet()
    expect(chat.bugs).toEqual([])
  })

  it.each(['saveRun', 'saveMessage'] as const)(
    '(at %s) does not keep a run that breaks off before it reached the server from ending',
    async (name) => {
      const chat = createTestChat()
      chat.begin()
      await chat.send('Hello')
      const disk = fillDisk(chat, name)
      await chat.last().fail(new Failure({ kind: 'unexpected-reply' }))
      expect(chat.events.at(-1)).toMatchObject({ type: 'notice', notice: { kind: 'disk-full' } })
      disk.makeRoom()
      for (let turns = 0; turns < 5; turns += 1) await quiet()
      expect(chat.run()).toMatchObject({ state: 'failed', error: { kind: 'unexpected-reply' } })
      expect(chat.texts()).toEqual(['user failed: Hello'])
      expect(chat.store.conversations.find('c1')?.isBusy).toBe(false)
      expect(chat.bugs).toEqual([])
    },
  )

  it('leaves a cancel that could not be written down undone, so that it can be asked for again', async () => {
    const chat = await chatUnderWay()
    const disk = fillDisk(chat, 'saveRun')
    await expect(chat.turns.cancel(chat.name())).rejects.toThrow('storage-failed')
    expect(chat.cancels).toEqual([])
    disk.makeRoom()
    await chat.turns.cancel(chat.name())
    expect(chat.run().isCancelRequested).toBe(true)
    expect(chat.cancels).toHaveLength(1)
  })
})

describe('a disk that is full when the next question’s turn comes', () => {
  it.each(['saveRun', 'saveMessage', 'moveToEnd'] as const)(
    '(at %s) lets it go out once when there is room',
    async (name) => {
      const chat = await chatUnderWay()
      await chat.send('And then?')
      await chat.last().say(...answered('There'))
      const disk = fillDisk(chat, name)
      await chat.last().end()
      for (let tries = 0; tries < 3; tries += 1) await quiet()
      disk.makeRoom()
      chat.clock.pass(5_000)
      for (let turns = 0; turns < 5; turns += 1) await quiet()
      expect(chat.followings).toHaveLength(2)
      expect(chat.texts()).toContain('user sending: And then?')
      expect(chat.store.conversations.find('c1')?.isBusy).toBe(true)
    },
  )

  it('(at a question that was just stored) lets that go out once, and its conversation is no longer free', async () => {
    const chat = createTestChat()
    chat.begin()
    const { save } = chat.store.conversations
    chat.store.conversations.save = refuse
    await chat.send('Hello')
    chat.store.conversations.save = save
    await quiet()
    expect(chat.followings).toHaveLength(1)
    expect(chat.store.conversations.find('c1')?.isBusy).toBe(true)
  })

  it('(at a question that was just stored) takes what was sent out of the draft once there is room, and gives a title', async () => {
    const chat = createTestChat()
    chat.begin()
    chat.conversations.saveDraft({ conversationId: 'c1', text: 'Hello ' })
    const makeRoom = refuseConversations(chat)
    await chat.send('Hello')
    makeRoom()
    await quiet()
    expect(chat.store.conversations.find('c1')).toMatchObject({ draft: '', title: 'Hello' })
  })

  it('(at a question that was just stored) leaves what was typed meanwhile where it is', async () => {
    const chat = createTestChat()
    chat.begin()
    const makeRoom = refuseConversations(chat)
    await chat.send('Hello')
    makeRoom()
    chat.conversations.saveDraft({ conversationId: 'c1', text: 'And another thing' })
    await quiet()
    expect(chat.followings).toHaveLength(1)
    expect(chat.store.conversations.find('c1')).toMatchObject({ draft: 'And another thing', title: 'Hello' })
  })

  it('(at a run that is half written down) does not give its question back, which is on its way', async () => {
    const chat = createTestChat()
    chat.begin()
    const disk = fillDisk(chat, 'saveMessage')
    const messageId = await chat.send('Hello')
    expect(chat.run().state).toBe('preparing')
    expect(() => chat.turns.takeBack({ conversationId: 'c1', messageId })).toThrow('not-found-here')
    disk.makeRoom()
    await quiet()
    expect(chat.followings).toHaveLength(1)
    expect(chat.texts()).toEqual(['user sending: Hello'])
  })

  it('does not ask it after everything was closed', async () => {
    const chat = createTestChat()
    chat.begin()
    const disk = fillDisk(chat, 'saveRun')
    await chat.send('Hello')
    chat.turns.close()
    disk.makeRoom()
    await quiet()
    expect(chat.followings).toEqual([])
    expect(chat.bugs).toEqual([])
  })
})

const grown = (text: string, at: number) => ({
  type: 'text-grew' as const,
  remoteId: 'msg_1',
  part: 0,
  at,
  text,
})

const refuse = () => {
  throw new Failure({ kind: 'storage-failed' })
}

function refuseConversations({ store }: Chat): () => void {
  const { save } = store.conversations
  store.conversations.save = refuse
  return () => {
    store.conversations.save = save
  }
}

type Chat = ReturnType<typeof createTestChat>

function fillDisk({ store }: Chat, ...names: readonly ((typeof WRITES)[number] | 'moveToEnd')[]) {
  const before = { ...store.turns }
  for (const name of names) store.turns[name] = refuse
  return {
    makeRoom() {
      for (const name of names) Object.assign(store.turns, { [name]: before[name] })
    },
  }
}

async function chatUnderWay() {
  const chat = createTestChat()
  chat.begin()
  await chat.send('Hello')
  await chat.last().say(...underWay())
  return chat
}

/** Every try comes, and what waits in memory for its timer. */
async function settle(chat: Chat) {
  chat.clock.pass(5_000)
  for (let turns = 0; turns < 5; turns += 1) await quiet()
  await chat.last().end()
}
