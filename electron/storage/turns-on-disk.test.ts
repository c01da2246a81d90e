/** A whole turn over the real database: what the person sees is what a second start reads. */
import { expect, it } from 'vitest'
import type { TurnEvent } from '../conversations/ports.ts'
import { noFiles } from '../conversations/test-files.ts'
import { createTurnService } from '../conversations/turn-service.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { newConversation } from '../../shared/domain/conversation.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import type { Database } from './sqlite.ts'
import { createTestFolder, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

it('asks three questions in their order and has them and their answers on disk', async () => {
  const place = createTestFolder()
  const chat = chatOver(openHistoryFile({ ...place, open }).database, async function* (text) {
    yield { type: 'intended', post: 'thread' }
    yield { type: 'thread-created', threadId: 'thread_1' }
    yield { type: 'message-posted', remoteMessageId: `msg_${text}` }
    yield { type: 'run-created', remoteId: `run_${text}`, expiresAt: null }
    yield { type: 'text-grew', remoteId: `answer_${text}`, part: 0, at: 0, text: 'Answer' }
    const content = [{ type: 'text' as const, text: `Answer to ${text}`, citations: [] }]
    yield { type: 'answers', answers: [{ remoteId: `answer_${text}`, content, isPartial: false }] }
    yield { type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null }
  })
  for (const text of ['One', 'Two', 'Three']) chat.ask(text)
  await chat.quiet()
  // A second connection sees only what was committed.
  expect(chatOver(open(place.at('history.db'))).lines()).toEqual([
    'user sent One',
    'assistant complete Answer to One',
    'user sent Two',
    'assistant complete Answer to Two',
    'user sent Three',
    'assistant complete Answer to Three',
  ])
})

it('goes on after a kill from exactly what was committed', async () => {
  const place = createTestFolder()
  const killed = chatOver(openHistoryFile({ ...place, open }).database, async function* (_text, signal) {
    yield { type: 'thread-created', threadId: 'thread_1' }
    yield { type: 'intended', post: 'message' }
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  killed.ask('Still there?')
  await killed.quiet()
  let taken: unknown
  const next = chatOver(open(place.at('history.db')), async function* (_text, _signal, turn) {
    taken = turn
    yield { type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null }
  })
  next.turns.resume()
  await next.quiet()
  expect(taken).toMatchObject({
    threadId: 'thread_1',
    question: { text: 'Still there?', remoteId: null },
    run: { posts: { thread: 'done', message: 'intended', run: 'not-yet' } },
  })
})

type Script = (text: string, signal: AbortSignal, turn: unknown) => AsyncGenerator<TurnEvent>

function chatOver(database: Database, script?: Script) {
  const conversations = createConversationStore(database, () => NOW)
  const store = createTurnStore(database)
  const ids = createTestIds()
  const refuse = () => Promise.reject(new Error('not asked for here'))
  const backend = {
    follow: (turn: { question: { text: string } }, signal: AbortSignal) =>
      script!(turn.question.text, signal, turn),
    cancel: refuse,
    findOpenRun: refuse,
    findAssistant: refuse,
    readFile: refuse,
    readThread: refuse,
  }
  const turns = createTurnService({
    conversations,
    store,
    clock: createTestClock(),
    ids,
    publish: () => undefined,
    log: () => undefined,
    backendFor: () => Promise.resolve({ backend, assistantId: 'asst_1' }),
    limitMs: () => 300_000,
    attachments: noFiles,
    functionAnswers: { automatic: () => null, keep: () => undefined },
    reportBug: (thrown) => {
      throw thrown
    },
  })
  return {
    turns,
    ask(text: string) {
      if (conversations.find('c1') === null)
        conversations.create(newConversation({ id: 'c1', assistantId: 'a1' }, 1))
      turns.send({ conversationId: 'c1', messageId: `question_${text}`, text })
    },
    lines: () =>
      store
        .latestMessages('c1', 99)
        .map(
          ({ role, status, content: [part] }) =>
            `${role} ${status} ${part?.type === 'text' ? part.text : ''}`,
        ),
    async quiet() {
      for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
    },
  }
}
