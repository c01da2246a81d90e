/** Whatever order, number or half of a stream's events comes, and whatever JSON stands in place of a reply: the same message, or an honest end. */
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { isOver, isWaitingForPerson } from '../../../shared/domain/run.ts'
import { eventStream } from '../test-server.ts'
import { breaking, closeServers, POST_RUN, questions, rigWith, type Break } from './test-breaking.ts'
import { textOf } from './test-rig.ts'

afterEach(closeServers)

type Told = readonly [event: string, data: unknown]

const RUN = { id: 'run_1', thread_id: 'thread_1', status: 'in_progress' }
const MESSAGE = { id: 'msg_2', role: 'assistant', run_id: 'run_1', content: [] }
const STEP = { id: 'step_1', run_id: 'run_1', type: 'message_creation', status: 'in_progress' }
const piece = (value: string): Told => [
  'thread.message.delta',
  { id: 'msg_2', delta: { content: [{ index: 0, type: 'text', text: { value } }] } },
]
/** As the server tells a run that goes well; the last piece says again what the first said, as models do. */
const STREAM: readonly Told[] = [
  ['thread.run.created', { ...RUN, status: 'queued' }],
  ['thread.run.in_progress', RUN],
  ['thread.run.step.created', STEP],
  ['thread.message.created', MESSAGE],
  piece('The '),
  piece('The '),
  piece('answer.'),
  [
    'thread.message.completed',
    {
      ...MESSAGE,
      status: 'completed',
      content: [{ type: 'text', text: { value: 'The answer.', annotations: [] } }],
    },
  ],
  ['thread.run.step.completed', { ...STEP, status: 'completed' }],
  ['thread.run.completed', { ...RUN, status: 'completed' }],
  ['done', '[DONE]'],
]

const streaming = (told: readonly Told[], how: { cut?: 'after'; piece?: number }): Break =>
  breaking(POST_RUN, (heard, fake) => {
    fake.reply(heard)
    return { headers: { 'content-type': 'text/event-stream' }, body: eventStream(told), ...how }
  })

const disorder = fc.record({
  told: fc
    .tuple(fc.shuffledSubarray([...STREAM]), fc.subarray([...STREAM]), fc.boolean())
    // Some out of order with some twice, or all in order with some twice in their place.
    .map(([shuffled, twice, isInOrder]) =>
      isInOrder
        ? STREAM.flatMap((one) => (twice.includes(one) ? [one, one] : [one]))
        : [...shuffled, ...twice],
    ),
  isCut: fc.boolean(),
  bytes: fc.integer({ min: 1, max: 400 }),
})

it('any order, duplication or cut of stream events ends in the same message', async () => {
  await fc.assert(
    fc.asyncProperty(disorder, async ({ told, isCut, bytes }) => {
      const how = { piece: bytes, ...(isCut ? { cut: 'after' as const } : {}) }
      const { go, fake, sent } = await rigWith([streaming(told, how)], { delivery: 'streaming' })
      const outcome = await go()
      expect(outcome.run).toMatchObject({ state: 'completed', error: null, isReconnecting: false })
      expect(outcome.answers).toMatchObject([{ remoteId: 'msg_2', isPartial: false }])
      expect(textOf(outcome)).toBe('The answer.')
      expect([questions(fake), fake.runs.length, sent(POST_RUN)]).toEqual([1, 1, 1])
      await closeServers()
    }),
    { numRuns: 60 },
  )
}, 60_000)

const KEYS = `
  __proto__ constructor prototype toString hasOwnProperty polluted 0 -1
  id object data has_more status metadata client_msg_id created_at expires_at error message
  role content text value annotations run_id thread_id step_details usage last_error incomplete_details
  required_action submit_tool_outputs tool_calls function
`
  .trim()
  .split(/\s+/)
const LEAVES = `
  null true 0 -1 1e999 0.5 "" "x" [] {} "__proto__" "assistant" "run_1" "thread_1" "msg_2"
  "completed" "requires_action" "cancelled" "\\ud800" ".."
`
  .trim()
  .split(/\s+/)

/** JSON as text, because objects in memory cannot have every key. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('json')), { maxLength: 6 })
      .map((fields) => `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
}))

const OBJECT_KEYS = Reflect.ownKeys(Object.prototype).length

it('any JSON in place of any reply never crashes, never pollutes and ends honestly', async () => {
  const delivery = fc.constantFrom('streaming' as const, 'polling' as const)
  await fc.assert(
    fc.asyncProperty(fc.nat(8), json, delivery, async (at, body, how) => {
      const headers = { 'content-type': 'application/json' }
      let count = 0
      const { go, fake } = await rigWith([() => (count++ === at ? { body, headers } : null)], {
        delivery: how,
      })
      const { run } = await go()
      expect(isOver(run) || isWaitingForPerson(run) || (!run.isWatched && run.error !== null)).toBe(true)
      expect(run.error?.kind).not.toBe('bug')
      expect(Reflect.ownKeys(Object.prototype)).toHaveLength(OBJECT_KEYS)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
      expect([questions(fake) <= 1, fake.runs.length <= 1]).toEqual([true, true])
      await closeServers()
    }),
    { numRuns: 150 },
  )
}, 60_000)
