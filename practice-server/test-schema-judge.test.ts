/** The judge of the other tests is awake. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSchemaJudge } from './test-schema-judge.ts'

const wrongEvent = 'event: thread.run.queued\ndata: {"id":"run_1"}\n\nevent: done\ndata: [DONE]\n\n'
const server = createServer((incoming, response) => {
  const isStream = incoming.url?.endsWith('/runs')
  response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json')
  response.end(isStream ? wrongEvent : '{"id":"thread_1","object":"thread"}')
})

let base = ''

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A parsed boundary: a server listening on TCP has a port.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})

afterEach(() => server.close())

it.each([
  ['GET', '/threads/x', 'GET /threads/{thread_id} 200: data must have required property'],
  ['GET', '/nowhere', 'GET /v1/nowhere 200: not in the description'],
  ['DELETE', '/threads', 'DELETE /threads 200: not in the description'],
  ['POST', '/threads/x/runs', 'event thread.run.queued: '],
])('a wrong answer to %s %s is complained about', async (method, path, complaint) => {
  const judge = createSchemaJudge()
  await judge.fetch(`${base}${path}`, { method })
  await judge.settled()
  expect(judge.complaints).toEqual([expect.stringContaining(complaint)])
})
