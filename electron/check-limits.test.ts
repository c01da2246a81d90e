/** Checks of servers that only a name gives away, or only the clock: over real sockets, with names led here and time turned by hand. */
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckLineName } from '../shared/domain/check.ts'
import { startTestServer, type Planned } from './backends/test-server.ts'
import { createTestClock } from './platform/test-clock.ts'
import { KEY, serverForm } from './assistants/test-connections.ts'
import { broken, checker, closeAll, failing, inShort, typedAt } from './test-check.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await closeAll()
  for (const close of closing.splice(0)) await close()
})

describe('OpenAI’s own server', () => {
  it.each(['api.openai.com', 'eu.api.openai.com'])(
    'at %s is told as one that has retired this protocol, and the key as good',
    async (secureAs) => {
      const server = await broken('retired', { secureAs })
      const { form, remoteId } = typedAt(server)
      const certificates = { fileName: 'ca.pem', pem: server.authority ?? '' }
      const report = await checker({ address: '127.0.0.1' }).check({
        form: { ...form, certificates },
        remoteId,
      })
      const { host } = new URL(form.baseUrl)
      expect(host.startsWith(secureAs)).toBe(true)
      expect(failing(report)).toMatchObject([
        { name: 'protocol', error: { kind: 'api-retired', host }, fixes: [] },
      ])
      expect(inShort(report)).toBe(
        'address ok, secure own-certificates, server ok, path ok, key ok, assistant skipped, protocol failed',
      )
      expect(server.behind.requests).toEqual([])
    },
  )

  it('is told so of no other server that answers the same', async () => {
    const server = await broken('retired', { secureAs: 'api.openai.com.example' })
    const { form, remoteId } = typedAt(server)
    const certificates = { fileName: 'ca.pem', pem: server.authority ?? '' }
    const { check } = checker({ address: '127.0.0.1' })
    const [trouble] = failing(await check({ form: { ...form, certificates }, remoteId }))
    expect(trouble?.error?.kind).toBe('other-protocol')
  })
})

/** Answers like a sound server without a key, and then never again. */
const REFUSED: Planned = { status: 401, body: { error: { message: 'No key.' } } }

describe('a line', () => {
  it.each<[CheckLineName, number]>([
    ['server', 0],
    ['path', 1],
  ])('that waits for an answer is given up after 15 seconds: %s', async (name, answers) => {
    const server = await startTestServer((_heard, count) => (count < answers ? REFUSED : { hang: 'before' }))
    closing.push(server.close)
    const clock = createTestClock()
    const { check } = checker({ clock })
    const form = serverForm({ baseUrl: server.baseUrl, apiKey: KEY })
    let isOver = false
    const checking = check({ form, remoteId: 'asst_1' }).finally(() => (isOver = true))
    await expect.poll(() => server.heard.length).toBe(answers + 1)
    clock.pass(14_999)
    for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
    expect(isOver).toBe(false)
    clock.pass(1)
    const report = await checking
    expect(failing(report)).toMatchObject([
      { name, ms: 15_000, error: { kind: 'unreachable', reason: 'timeout', host: server.host }, fixes: [] },
    ])
    const at = report.lines.findIndex((line) => line.name === name)
    expect(report.lines.slice(at + 1).every(({ state }) => state === 'skipped')).toBe(true)
    expect(server.heard).toHaveLength(answers + 1)
  })
})
