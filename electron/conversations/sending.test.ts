/** Sending: what is on disk before anything leaves, and what happens to questions that have to wait. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import { answered, createTestChat, ended, quiet, underWay } from './test-chat.ts'

describe('sending a question', () => {
  it('stores the question and the intent before the backend is asked', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Where is my order?')
    expect(chat.happened).toEqual([
      'question queued',
      'conversation',
      'moved',
      'run started',
      'user sending',
      'conversation',
      'backend asked',
    ])
  })

  it('writes each event down before the backend may go on', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await chat.last().say({ type: 'intended', post: 'thread' })
    expect(chat.run().posts.thread).toBe('intended')
    expect(chat.store.journal).toEqual([{ type: 'started' }, { type: 'intended', post: 'thread' }])
  })

  it('sends a question once, however often the window asks with the same ID', async () => {
    const chat = createTestChat()
    const conversationId = chat.begin()
    const messageId = await chat.send('Once')
    chat.turns.send({ conversationId, messageId, text: 'Once' })
    await quiet()
    expect(chat.followings).toHaveLength(1)
    expect(chat.texts()).toEqual(['user sending: Once'])
  })

  it('refuses a conversation that is not there', () => {
    const chat = createTestChat()
    expect(() => chat.turns.send({ conversationId: 'nowhere', messageId: 'm', text: 'Hi' })).toThrow(
      'not-found-here',
    )
    expect(chat.store.messages.size).toBe(0)
  })

  it('names the conversation after the first question and empties its draft', async () => {
    const chat = createTestChat()
    chat.begin()
    chat.conversations.saveDraft({ conversationId: 'c1', text: 'Where is' })
    await chat.send('Where is my order?\nIt is late.')
    await chat.send('And now?')
    expect(chat.store.conversations.find('c1')).toMatchObject({ title: 'Where is my order?', draft: '' })
  })

  it('hands the backend the thread, the text and what was there before', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('First')
    await chat.last().say(...underWay(), ...answered('One', 'msg_a1'))
    const messageId = await chat.send('Second')
    expect(chat.last().turn).toMatchObject({
      assistantId: 'asst_1',
      threadId: 'thread_1',
      question: { id: messageId, text: 'Second', remoteId: null },
      knownMessageIds: ['msg_of_run_1', 'msg_a1'],
      run: { threadId: 'thread_1', posts: { thread: 'done', message: 'not-yet' } },
    })
  })

  it('remembers the thread of the conversation and the ID of the question', async () => {
    const chat = createTestChat()
    chat.begin()
    const messageId = await chat.send('Hello')
    await chat.last().say(...underWay())
    expect(chat.store.conversations.find('c1')?.threadId).toBe('thread_1')
    expect(chat.store.turns.findMessage(messageId)).toMatchObject({
      remoteId: 'msg_of_run_1',
      status: 'sent',
    })
  })

  it('marks the conversation busy while it waits, and with news once the answer is there', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    expect(chat.store.conversations.find('c1')?.isBusy).toBe(true)
    await chat.last().say(...underWay(), ...answered('Hi'))
    await chat.last().end()
    expect(chat.store.conversations.find('c1')).toMatchObject({ isBusy: false, hasNews: true })
  })
})

describe('several questions in one conversation', () => {
  it('has one open run and asks the others in their order', async () => {
    const chat = createTestChat()
    chat.begin()
    for (const text of ['One', 'Two', 'Three']) await chat.send(text)
    expect(chat.texts()).toEqual(['user sending: One', 'user queued: Two', 'user queued: Three'])
    expect(chat.followings).toHaveLength(1)
    for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
      expect(chat.last().turn.question.text).toBe(text)
      expect(chat.followings).toHaveLength(index + 1)
      await chat.last().say(...underWay(`run_${index}`), ...answered(`Answer to ${text}`))
      await chat.last().end()
    }
    expect(chat.texts()).toEqual([
      'user sent: One',
      'assistant complete: Answer to One',
      'user sent: Two',
      'assistant complete: Answer to Two',
      'user sent: Three',
      'assistant complete: Answer to Three',
    ])
  })

  it('goes on with the queue after a cancelled run', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.last().say(...underWay(), ended('cancelled'))
    await chat.last().end()
    expect(chat.last().turn.question.text).toBe('Two')
  })

  it('stops the queue after a failure until the person asks again', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.last().say(...underWay(), ended('failed', { kind: 'run-failed', code: 'server_error' }))
    await chat.last().end()
    expect(chat.followings).toHaveLength(1)
    expect(chat.texts()).toEqual(['user sent: One', 'user queued: Two'])
    chat.turns.askAgain(chat.name())
    await quiet()
    await chat.last().say(...underWay('run_2'), ...answered('Now'))
    await chat.last().end()
    expect(chat.last().turn.question.text).toBe('Two')
  })

  it('asks what waited first when a new question comes after a failure', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.last().fail(new Failure({ kind: 'forbidden' }))
    await chat.send('Three')
    expect(chat.last().turn.question.text).toBe('Two')
    expect(chat.texts()).toEqual(['user failed: One', 'user queued: Three', 'user sending: Two'])
  })

  it('gives a queued question back and never asks it', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    const messageId = await chat.send('Two')
    expect(chat.turns.takeBack({ conversationId: 'c1', messageId })).toEqual({ text: 'Two' })
    expect(chat.events).toContainEqual(expect.objectContaining({ type: 'message-removed', messageId }))
    await chat.last().say(...underWay(), ...answered('Hi'))
    await chat.last().end()
    expect(chat.followings).toHaveLength(1)
  })

  it('gives nothing back that is on its way, nor a question of another conversation', async () => {
    const chat = createTestChat()
    chat.begin()
    chat.begin('c2')
    const first = await chat.send('One')
    const queued = await chat.send('Two')
    expect(() => chat.turns.takeBack({ conversationId: 'c1', messageId: first })).toThrow('not-found-here')
    expect(() => chat.turns.takeBack({ conversationId: 'c2', messageId: queued })).toThrow('not-found-here')
    expect(chat.store.messages.has(queued)).toBe(true)
  })

  it('goes back to a run that was left alone when the next question comes', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.last().say(...underWay())
    chat.turns.stopWaiting(chat.name())
    await chat.send('Two')
    expect(chat.followings).toHaveLength(2)
    expect(chat.last().turn.question.text).toBe('One')
    await chat.last().say(...answered('Hi'))
    await chat.last().end()
    expect(chat.last().turn.question.text).toBe('Two')
  })
})

describe('two conversations', () => {
  it('never mix their texts, whichever answer comes first', async () => {
    const chat = createTestChat()
    chat.begin('c1')
    chat.begin('c2')
    await chat.send('Question 1', 'c1')
    await chat.send('Question 2', 'c2')
    const [one, two] = chat.followings
    await two?.say(...underWay('run_2', 'thread_2'))
    await one?.say(...underWay('run_1', 'thread_1'))
    for (const [following, text] of [
      [two, 'Answer 2'],
      [one, 'Answer 1'],
      [two, ' and more'],
      [one, ' too'],
    ] as const)
      await following?.say({
        type: 'text-grew',
        remoteId: 'msg_same',
        part: 0,
        at: text.startsWith('A') ? 0 : 8,
        text,
      })
    chat.turns.keepSafe('c1')
    chat.turns.keepSafe('c2')
    expect(chat.texts('c1')).toEqual(['user sent: Question 1', 'assistant growing: Answer 1 too'])
    expect(chat.texts('c2')).toEqual(['user sent: Question 2', 'assistant growing: Answer 2 and more'])
    for (const event of chat.events)
      if (event.type === 'text-grew')
        expect(chat.store.messages.get(event.messageId)?.conversationId).toBe(event.conversationId)
  })

  it('do not wait for each other', async () => {
    const chat = createTestChat()
    chat.begin('c1')
    chat.begin('c2')
    await chat.send('Question 1', 'c1')
    await chat.send('Question 2', 'c2')
    expect(chat.followings.map(({ turn }) => turn.question.text)).toEqual(['Question 1', 'Question 2'])
  })
})
