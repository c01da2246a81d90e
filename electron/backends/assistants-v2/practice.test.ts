/** Whole turns against the practice server, over real sockets. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Moods } from '../../../practice-server/moods.ts'
import { PRACTICE_ASSISTANT_IDS } from '../../../practice-server/assistants/cast.ts'
import {
  startPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../../practice-server/server.ts'
import { newRun } from '../../../shared/domain/run-record.ts'
import { Failure } from '../../../shared/errors.ts'
import type { Turn } from '../../conversations/ports.ts'
import { aTurn, backendAt, follow, KEY, textOf, typesOf, type Delivery, type Followed } from './test-rig.ts'

const { guide, calculator, orderDesk, troublemaker } = PRACTICE_ASSISTANT_IDS
const DELIVERIES: Delivery[] = ['streaming', 'polling', 'automatic']
const ANY_SIGNAL = new AbortController().signal

const servers: PracticeServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function practice(options: Partial<PracticeServerOptions> = {}) {
  const server = await startPracticeServer({ key: KEY, pages: [], speed: 0, ...options })
  servers.push(server)
  return server
}

const askFor = (text: string, assistantId: string, changes: Partial<Turn> = {}): Turn =>
  aTurn({
    assistantId,
    question: { id: 'q-1', text, remoteId: null, createdAt: Date.now(), files: [] },
    ...changes,
  })

/** The next question in the same thread. */
const after = ({ turn, answers }: Followed, text: string): Turn => ({
  ...turn,
  question: { id: 'q-2', text, remoteId: null, createdAt: Date.now(), files: [] },
  run: newRun({ id: 'r-2', conversationId: 'c-1', messageId: 'q-2' }, Date.now()),
  knownMessageIds: [turn.question.remoteId ?? '', ...answers.map(({ remoteId }) => remoteId)],
})

const postsTo = (server: PracticeServer, end: string) =>
  server.requests.filter(({ method, path }) => method === 'POST' && path.split('?')[0]?.endsWith(end)).length

describe('an answer', () => {
  it.each(DELIVERIES)('comes whole when %s', async (delivery) => {
    const server = await practice()
    const told = await follow(backendAt(server.baseUrl, delivery), askFor('average of 3, 4, 8', calculator))
    expect(told.run).toMatchObject({ state: 'completed', error: null, isReconnecting: false })
    expect(textOf(told)).toContain('**5**')
    expect(told.run.usage?.total).toBeGreaterThan(0)
    expect(told.run.steps.flatMap(({ tools }) => tools.map(({ kind }) => kind))).toContain('code')
    expect(told.run.polls > 0).toBe(delivery === 'polling')
  })

  it('is announced before each thing is sent, and told in order', async () => {
    const { baseUrl } = await practice()
    const told = await follow(backendAt(baseUrl, 'polling'), askFor('2 + 2', calculator))
    expect(typesOf(told)).toEqual([
      'intended thread',
      'thread-created',
      'intended message',
      'message-posted',
      'intended run',
      'run-created',
      'status',
      'polled',
      'steps-changed',
      'answers',
      'ended',
    ])
  })

  it.each(['markdown', 'two messages', 'unknown content', 'odd citation', 'chart 3 5 8'])(
    'to "%s" is the same however it comes, and what grew is what stays',
    async (text) => {
      const assistantId = text.startsWith('chart') ? calculator : troublemaker
      const streamed = await follow(
        backendAt((await practice()).baseUrl, 'streaming'),
        askFor(text, assistantId),
      )
      const polled = await follow(backendAt((await practice()).baseUrl, 'polling'), askFor(text, assistantId))
      const shown = (told: Followed) =>
        told.answers.map(({ content }) =>
          content.map((part) => (part.type === 'image' ? { ...part, fileId: '' } : part)),
        )
      expect(withoutIds(shown(streamed))).toEqual(withoutIds(shown(polled)))
      const texts = streamed.answers.flatMap(({ remoteId, content }) =>
        content.flatMap((part, at) =>
          part.type === 'text' ? [[`${remoteId}/${at}`, part.text] as const] : [],
        ),
      )
      expect([...streamed.grown]).toEqual(texts)
    },
  )

  it('belongs to its own question in a long thread', async () => {
    const rig = backendAt((await practice()).baseUrl)
    const first = await follow(rig, askFor('1 + 1', calculator))
    const second = await follow(rig, after(first, '20 + 22'))
    expect(textOf(second)).toContain('**42**')
    expect(second.answers).toHaveLength(1)
    expect(second.turn.threadId).toBe(first.turn.threadId)
  })

  it('survives a stream that is cut in the middle, without doubling a word', async () => {
    const { baseUrl } = await practice()
    const told = await follow(backendAt(baseUrl, 'streaming'), askFor('cut', troublemaker))
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect(told.run.polls).toBeGreaterThan(0)
    expect(textOf(told).match(/Nothing after this sentence is missing/g)).toHaveLength(1)
    for (const [key, text] of told.grown) {
      const answer = told.answers.find(({ remoteId }) => key.startsWith(remoteId))
      expect(answer?.content[0]).toMatchObject({ text: expect.stringContaining(text) })
    }
  })
})

describe('a server that differs', () => {
  const MOODS: [string, Moods][] = [
    ['leaves out every null', { dropNulls: true }],
    ['ignores the run filter', { ignoresRunIdFilter: true }],
    ['ignores the order', { ignoresOrder: true }],
    ['has no steps', { noSteps: true }],
    ['has no steps and says 500', { noSteps: true, plainErrors: true }],
    ['answers when the run is over', { terminalCreate: true }],
    ['says 201', { created201: true }],
    ['does all of this', { dropNulls: true, ignoresRunIdFilter: true, ignoresOrder: true, noSteps: true }],
  ]
  it.each(MOODS.flatMap(([name, moods]) => DELIVERIES.map((delivery) => [name, delivery, moods] as const)))(
    'and %s still answers two questions, %s',
    async (_name, delivery, moods) => {
      const { baseUrl } = await practice({ moods })
      const rig = backendAt(baseUrl, delivery)
      const first = await follow(rig, askFor('1 + 1', calculator))
      const second = await follow(rig, after(first, '20 + 22'))
      expect([first.run.state, second.run.state]).toEqual(['completed', 'completed'])
      expect(textOf(first)).toContain('**2**')
      expect(textOf(second)).toContain('**42**')
      expect(second.answers).toHaveLength(1)
    },
  )

  it('does not poll a run that was over when it was created', async () => {
    const { baseUrl } = await practice({ moods: { terminalCreate: true }, streaming: false })
    const told = await follow(backendAt(baseUrl), askFor('1 + 1', calculator))
    expect(told.run).toMatchObject({ state: 'completed', polls: 0 })
  })

  it('and does not stream is found out once', async () => {
    const server = await practice({ streaming: false })
    const rig = backendAt(server.baseUrl, 'automatic')
    const first = await follow(rig, askFor('1 + 1', calculator))
    const second = await follow(rig, after(first, '20 + 22'))
    expect([first.run.state, second.run.state]).toEqual(['completed', 'completed'])
    expect(first.run.polls).toBeGreaterThan(0)
  })

  it('keeps the words of an error that is a bare string', async () => {
    const { baseUrl } = await practice({ moods: { stringLastError: true } })
    const told = await follow(backendAt(baseUrl), askFor('fail', troublemaker))
    expect(told.run).toMatchObject({ state: 'failed', error: { kind: 'run-failed', code: null } })
    expect(told.run.error?.technical?.serverMessage).toBeTruthy()
  })
})

describe('trouble', () => {
  const ENDS: [string, object][] = [
    ['fail', { state: 'failed', error: { kind: 'run-failed', code: 'server_error' } }],
    ['quota', { state: 'failed', error: { kind: 'run-failed', code: 'rate_limit_exceeded' } }],
    ['expire', { state: 'expired', error: { kind: 'run-expired' } }],
    ['incomplete', { state: 'incomplete', error: { kind: 'run-incomplete' } }],
    ['filter', { state: 'incomplete', error: { kind: 'run-incomplete', reason: 'content_filter' } }],
    ['empty', { state: 'completed', error: { kind: 'no-response' } }],
    ['rate limit', { state: 'completed', error: null }],
    ['server error', { state: 'completed', error: null }],
    ['unknown status', { state: 'completed', error: null }],
    ['huge', { state: 'completed', error: null }],
  ]
  it.each(ENDS.flatMap(([text, end]) => DELIVERIES.map((delivery) => [text, delivery, end] as const)))(
    '"%s" ends as it should, %s',
    async (text, delivery, end) => {
      const server = await practice()
      const told = await follow(backendAt(server.baseUrl, delivery), askFor(text, troublemaker))
      expect(told.run).toMatchObject({ ...end, isReconnecting: false })
      expect(postsTo(server, '/messages')).toBe(1)
      expect(postsTo(server, '/runs')).toBe(text === 'rate limit' ? 2 : 1)
    },
  )

  it('marks what was said before a run was incomplete as partial', async () => {
    const { baseUrl } = await practice()
    const told = await follow(backendAt(baseUrl), askFor('incomplete', troublemaker))
    expect(told.answers).toMatchObject([{ isPartial: true }])
  })
})

describe('function calls', () => {
  it.each(DELIVERIES)('are answered and woven into the answer, %s', async (delivery) => {
    const { baseUrl } = await practice()
    const rig = backendAt(baseUrl, delivery)
    const waiting = await follow(rig, askFor('Where is order 1042 and its delivery?', orderDesk))
    expect(waiting.run.state).toBe('needs-results')
    expect(waiting.run.calls.map(({ name }) => name)).toEqual(['get_order', 'get_shipping'])
    const results = waiting.run.calls.map(({ callId, name }) => ({ callId, output: `{"told":"by ${name}"}` }))
    const told = await follow(rig, { ...waiting.turn, run: { ...waiting.run, results } })
    expect(typesOf(told).slice(0, 2)).toEqual(['intended results', 'results-taken'])
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect(textOf(told)).toContain('by get_shipping')
  })

  it('handed in after the run expired tell its true end', async () => {
    const { baseUrl } = await practice({ runLifetimeMs: 30 })
    const rig = backendAt(baseUrl)
    const waiting = await follow(rig, askFor('Where is order 1042?', orderDesk))
    await new Promise((resolve) => setTimeout(resolve, 60))
    const results = waiting.run.calls.map(({ callId }) => ({ callId, output: 'late' }))
    const told = await follow(rig, { ...waiting.turn, run: { ...waiting.run, results } })
    expect(told.run).toMatchObject({ state: 'expired', error: { kind: 'run-expired' } })
  })
})

describe('cancelling', () => {
  it('stops a run, and finds a run that is over no error', async () => {
    const { baseUrl } = await practice()
    const rig = backendAt(baseUrl, 'polling')
    const waiting = await follow(rig, askFor('Where is order 1042?', orderDesk))
    const at = { threadId: waiting.run.threadId ?? '', remoteId: waiting.run.remoteId ?? '' }
    await rig.backend.cancel(at, ANY_SIGNAL)
    const told = await follow(rig, waiting.turn)
    expect(told.run).toMatchObject({ state: 'cancelled', error: null })
    await rig.backend.cancel(at, ANY_SIGNAL)
  })
})

describe('an assistant', () => {
  it('is described with its tools by name', async () => {
    const { backend, clock } = backendAt((await practice()).baseUrl)
    expect(await backend.findAssistant(orderDesk, ANY_SIGNAL)).toMatchObject({
      tools: ['get_order', 'get_shipping'],
      readAt: clock.now(),
    })
    expect((await backend.findAssistant(guide, ANY_SIGNAL)).tools).toEqual(['file_search'])
  })

  it('that is not there is missed by name', async () => {
    const { backend } = backendAt((await practice()).baseUrl)
    const failure = await backend.findAssistant('asst_gone', ANY_SIGNAL).catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(Failure)
    expect(failure).toMatchObject({ error: { kind: 'assistant-not-found', assistantId: 'asst_gone' } })
  })

  it('has pictures that can be read', async () => {
    const rig = backendAt((await practice()).baseUrl)
    const told = await follow(rig, askFor('chart 3 5 8', calculator))
    const image = told.answers.flatMap(({ content }) => content).find((part) => part.type === 'image')
    const bytes = await rig.backend.readFile(image?.fileId ?? '', ANY_SIGNAL)
    expect(Buffer.from(bytes.slice(1, 4)).toString()).toBe('PNG')
  })
})

/** Practice servers number their files at random. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/(file|msg|assistant)[-_][A-Za-z0-9]+/g, 'ID'))
