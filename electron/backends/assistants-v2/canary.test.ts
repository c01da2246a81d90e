/** A server that repeats the key in its answers does not bring it into what the app keeps and shows. */
import { afterEach, expect, it } from 'vitest'
import { eventStream } from '../test-server.ts'
import { breaking, closeServers, GET_MESSAGES, POST_RUN, rigWith } from './test-breaking.ts'
import { KEY, textOf } from './test-rig.ts'

afterEach(closeServers)

const ESCAPED = KEY.replace('-', '\\u002D')
const RUN = { id: 'run_1', thread_id: 'thread_1', status: 'in_progress' }

it('in the error of a run', async () => {
  const last_error = { code: 'server_error', message: `Incorrect key ${KEY}.` }
  const { go } = await rigWith([], { script: [{ status: 'failed', last_error }] })
  const told = await go()
  expect(told.run.error?.technical?.serverMessage).toBe('Incorrect key …redacted.')
  expect(JSON.stringify(told)).not.toContain(KEY)
})

it.each([KEY, ESCAPED])('in an answer, spelled %s', async (spelled) => {
  const content = `[{"type":"text","text":{"value":"It is ${spelled}!","annotations":[]}}]`
  const body = `{"data":[{"id":"msg_2","role":"assistant","run_id":"run_1","content":${content}}]}`
  const headers = { 'content-type': 'application/json' }
  const { go } = await rigWith([breaking(GET_MESSAGES, () => ({ body, headers }), 'always')])
  const told = await go()
  expect(textOf(told)).toBe('It is …redacted!')
  expect(JSON.stringify(told)).not.toContain(KEY)
})

it('in an event of a stream', async () => {
  const delta = { content: [{ index: 0, type: 'text', text: { value: `Yours is ${KEY}` } }] }
  const body = eventStream([
    ['thread.run.created', RUN],
    ['thread.message.created', { id: 'msg_2', run_id: 'run_1', role: 'assistant', content: [] }],
    ['thread.message.delta', { id: 'msg_2', delta }],
    ['thread.run.failed', { ...RUN, status: 'failed', last_error: { code: 'x', message: KEY } }],
    ['done', '[DONE]'],
  ])
  const stream = () => ({ body, headers: { 'content-type': 'text/event-stream' } })
  const { go } = await rigWith([breaking(POST_RUN, stream)], { delivery: 'streaming' })
  const told = await go()
  expect([...told.grown.values()]).toEqual(['Yours is …redacted'])
  expect(told.run.state).toBe('failed')
  expect(JSON.stringify(told)).not.toContain(KEY)
})

it('in an assistant’s instructions', async () => {
  const assistant = { id: 'asst_1', name: 'A', instructions: `Say ${KEY}`, tools: [] }
  const { rig } = await rigWith([breaking(/assistants/, () => ({ body: assistant }))])
  const found = await rig.backend.findAssistant('asst_1', new AbortController().signal)
  expect(found.instructions).toBe('Say …redacted')
})

it('and leaves alone what only looks like a key', async () => {
  const says = 'Use sk-0123456789abcdef, Authorization: Bearer xyz, api_key="hunter22" \\u002D "…"'
  const { go } = await rigWith([], { says })
  expect(textOf(await go())).toBe(says)
})
