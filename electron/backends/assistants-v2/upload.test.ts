/** Files on their way to a server, over real sockets: an honest one, and one that breaks at the worst moment. */
import { afterEach, describe, expect, it } from 'vitest'
import { startPracticeServer, type PracticeServer } from '../../../practice-server/server.ts'
import { newRun } from '../../../shared/domain/run-record.ts'
import { Failure } from '../../../shared/errors.ts'
import type { OutgoingFile, Turn } from '../../conversations/ports.ts'
import type { Heard, Planned } from '../test-server.ts'
import { aTurn, backendAt, follow, KEY, textOf, typesOf } from './test-rig.ts'
import { broken, closeServers, is, POST_MESSAGE, rigWith, said, type Break } from './test-breaking.ts'

const practiceServers: PracticeServer[] = []
afterEach(async () => {
  await closeServers()
  await Promise.all(practiceServers.splice(0).map((server) => server.close()))
})

const UPLOAD = /^POST \S+\/files$/

describe('at the practice server', () => {
  it('files arrive byte for byte, and the message names each for its tool', async () => {
    const server = await practice()
    const rig = backendAt(server.baseUrl)
    const binary = new Uint8Array(300_000).map((_, at) => at % 251)
    const files = [
      aFile('1', { name: 'números "1".csv', purpose: 'code' }, binary),
      aFile('2', { name: '說明.md', purpose: 'search' }),
      aFile('3', { name: 'photo.png', purpose: 'image', pictureType: 'image/png' }),
    ]
    const { answers, run, events } = await follow(rig, asking(files, server.assistantIds.calculator))
    expect(run.state).toBe('completed')
    const ids = events.flatMap((event) => (event.type === 'file-uploaded' ? [event.fileId] : []))
    const signal = new AbortController().signal
    const came = await rig.backend.readFile(ids[0] ?? '', signal)
    expect(Buffer.from(came).equals(Buffer.from(binary))).toBe(true)
    const threadId = run.threadId ?? ''
    const list = await fetch(`${server.baseUrl}/threads/${threadId}/messages?order=asc`, {
      headers: { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' },
    })
    const { data } = (await list.json()) as { data: unknown[] }
    expect(data[0]).toMatchObject({
      attachments: [
        { file_id: ids[0], tools: [{ type: 'code_interpreter' }] },
        { file_id: ids[1], tools: [{ type: 'file_search' }] },
      ],
      content: [
        { type: 'text', text: { value: 'chart 3 5 8' } },
        { type: 'image_file', image_file: { file_id: ids[2] } },
      ],
    })
    expect(textOf({ answers } as never)).toContain('`números "1".csv` (300000 bytes)')
    expect(typesOf({ events } as never).slice(0, 4)).toEqual([
      'upload-begun',
      'file-uploaded',
      'upload-begun',
      'file-uploaded',
    ])
  })

  it('a file larger than it takes is told in words, with what arrived before kept', async () => {
    const server = await practice()
    const files = [aFile('1'), aFile('2', { name: 'huge.bin' }, new Uint8Array(33 * 1024 * 1024))]
    const { events, turn } = await follow(backendAt(server.baseUrl), asking(files))
    const { error } = broken({ events }) as never as { error: { kind: string } }
    // It may close the connection before its answer is read.
    expect(['upload-refused', 'unreachable']).toContain(error.kind)
    expect(turn.question.files[0]?.remoteId).toMatch(/^file-/)
    expect(turn.question.files[1]?.remoteId).toBeNull()
  })
})

describe('the message', () => {
  it('is a plain string with attachments when there are no pictures', async () => {
    const { go, server } = await rigWithFiles()
    await go(asking([aFile('1')]))
    const message = server.heard.find((heard) => is(heard, POST_MESSAGE))
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      content: 'chart 3 5 8',
      attachments: [{ file_id: 'file_1', tools: [{ type: 'code_interpreter' }] }],
    })
  })

  it('says nothing of attachments where there are none', async () => {
    const { go, server } = await rigWithFiles()
    await go(aTurn())
    const message = server.heard.find((heard) => is(heard, POST_MESSAGE))
    expect(JSON.parse(message?.body ?? '')).not.toHaveProperty('attachments')
  })

  it('carries no header that a name could have forged', async () => {
    const { go, server } = await rigWithFiles()
    await go(asking([aFile('1', { name: 'a"\r\nContent-Type: text/html\r\n\r\n<b>.csv' })]))
    const form = server.heard.find((heard) => is(heard, UPLOAD))?.body ?? ''
    expect(form).toContain('filename="a%22%0D%0AContent-Type: text/html%0D%0A%0D%0A<b>.csv"')
    expect(form.match(/^Content-Type:/gm)).toHaveLength(1)
  })

  it('comes with its length, so that servers without chunked bodies take it', async () => {
    const { go, server } = await rigWithFiles()
    await go(asking([aFile('1')]))
    const upload = server.heard.find((heard) => is(heard, UPLOAD))
    expect(upload?.headers['transfer-encoding']).toBeUndefined()
    expect(Number(upload?.headers['content-length'])).toBe(Buffer.byteLength(upload?.body ?? ''))
    expect(upload?.headers['content-type']).toContain('multipart/form-data; boundary=assistant-desk-')
  })
})

describe('an upload whose answer is lost', () => {
  it('is looked for and adopted instead of sent again', async () => {
    const { go, uploads, stored } = await rigWithFiles({ loses: 1 })
    const { run, turn } = await go(asking([aFile('1')]))
    expect(run.state).toBe('completed')
    expect(uploads()).toBe(1)
    expect(turn.question.files[0]?.remoteId).toBe(stored[0]?.['id'])
  })

  it('is sent once more to a server that lists no files, and no more than that', async () => {
    const { go, uploads } = await rigWithFiles({ loses: 9, lists: false })
    const { events } = await go(asking([aFile('1')]))
    expect(uploads()).toBe(2)
    expect(broken({ events })).toMatchObject({ error: { kind: 'unreachable', reason: 'reset' } })
  })

  it('is looked for after a crash, by what was written before it left', async () => {
    const { go, uploads, stored } = await rigWithFiles()
    stored.push({ id: 'file_ours', filename: '1.csv', bytes: 5, created_at: NOW / 1000 })
    stored.push({ id: 'file_of_last_year', filename: '1.csv', bytes: 5, created_at: NOW / 1000 - 31_536_000 })
    const { turn } = await go(asking([aFile('1', { begunAt: NOW })]))
    expect(uploads()).toBe(0)
    expect(turn.question.files[0]?.remoteId).toBe('file_ours')
  })

  it('is not taken for another file of the same question', async () => {
    const { go, uploads, stored } = await rigWithFiles({ loses: 0 })
    stored.push({ id: 'file_a', filename: 'same.csv', bytes: 5, created_at: NOW / 1000 })
    const same = { name: 'same.csv' }
    const { turn } = await go(
      asking([aFile('1', { ...same, remoteId: 'file_a' }), aFile('2', { ...same, begunAt: NOW })]),
    )
    expect(uploads()).toBe(1)
    expect(turn.question.files[1]?.remoteId).not.toBe('file_a')
  })
})

describe('trouble', () => {
  it('stops before the thread; asking again sends what is missing and nothing else', async () => {
    const { go, uploads, server } = await rigWithFiles({
      refuses: (count) => (count === 2 ? said(400, 'no') : null),
    })
    const first = await go(asking([aFile('1'), aFile('2')]))
    expect(broken(first)).toMatchObject({ error: { kind: 'upload-refused', name: '2.csv', reason: 'other' } })
    expect(server.heard.filter(({ path }) => path.endsWith('/threads'))).toEqual([])
    expect(uploads()).toBe(2)
    const again = { ...first.turn, run: newRun({ id: 'r-2', conversationId: 'c-1', messageId: 'q-1' }, NOW) }
    expect((await go(again)).run.state).toBe('completed')
    // The second was certainly refused, so it is looked for and then sent; the first is there.
    expect(uploads()).toBe(3)
  })

  it.each([
    [413, 'Payload too large', 'too-large'],
    [400, 'Invalid extension exe. Supported formats: csv', 'wrong-type'],
    [415, '', 'wrong-type'],
    [404, 'Not Found', 'no-files'],
    [405, '', 'no-files'],
    [422, 'strange', 'other'],
  ])('says what %i %j means', async (status, message, reason) => {
    const { go } = await rigWithFiles({ refuses: () => said(status, message) })
    expect(broken(await go(asking([aFile('1')])))).toMatchObject({
      error: { kind: 'upload-refused', reason },
    })
  })

  it('leaves the key, the quota and failures of the server as they are', async () => {
    for (const [status, kind] of [
      [401, 'key-refused'],
      [429, 'rate-limited'],
      [503, 'server-failed'],
    ] as const) {
      const { go } = await rigWithFiles({ refuses: () => said(status, 'no') })
      expect(broken(await go(asking([aFile('1')])))).toMatchObject({ error: { kind } })
    }
  })

  it.each([301, 302, 303, 307, 308])(
    'never follows a redirect (%i) with a file or the key',
    async (status) => {
      const { go, server, uploads } = await rigWithFiles({
        refuses: () => ({ status, headers: { location: 'http://localhost:9/files' } }),
      })
      expect(broken(await go(asking([aFile('1')])))).toMatchObject({ error: { kind: 'redirected' } })
      expect(uploads()).toBe(1)
      expect(server.heard).toHaveLength(1)
    },
  )

  it('tells of a copy that cannot be read, and breaks the upload off', async () => {
    const gone = new Failure({ kind: 'file-problem', name: '1.csv', problem: 'gone' })
    const { go, server } = await rigWithFiles()
    const file = aFile('1')
    async function* read() {
      yield new Uint8Array(2)
      throw gone
    }
    const { events } = await go(asking([{ ...file, read }]))
    expect(broken({ events })).toMatchObject({
      error: { kind: 'file-problem', problem: 'gone', name: '1.csv' },
    })
    expect(server.heard.filter((heard) => is(heard, UPLOAD))).toEqual([])
  })

  it('ends at once when the person cancels, in the middle of a file', async () => {
    const { rig } = await rigWithFiles()
    const controller = new AbortController()
    let pieces = 0
    async function* read() {
      for (;;) {
        pieces += 1
        if (pieces === 3) controller.abort(new DOMException('cancelled', 'AbortError'))
        yield new Uint8Array(1000)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const file: OutgoingFile = { ...aFile('1'), size: 1_000_000_000, read }
    await expect(follow(rig, asking([file]), controller.signal)).rejects.toThrow('cancelled')
    const soFar = pieces
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(pieces).toBeLessThan(soFar + 20)
  })

  it('gives up on a connection that takes nothing any more', async () => {
    const { rig } = await rigWithFiles()
    async function* read() {
      yield new Uint8Array(10)
      rig.clock.pass(61_000)
      await new Promise((resolve) => setTimeout(resolve, 30))
      yield new Uint8Array(10)
    }
    const { events } = await follow(rig, asking([{ ...aFile('1'), size: 20, read }]))
    expect(broken({ events })).toMatchObject({ error: { kind: 'unreachable', reason: 'timeout' } })
  })
})

const NOW = Date.UTC(2026, 10, 22)

async function practice() {
  const server = await startPracticeServer({ key: KEY, pages: [], speed: 0 })
  practiceServers.push(server)
  return server
}

function aFile(
  id: string,
  changes: Partial<OutgoingFile> = {},
  bytes = new TextEncoder().encode('1,2,3'),
): OutgoingFile {
  return {
    id: `00000000-0000-4000-8000-00000000000${id}`,
    name: `${id}.csv`,
    size: bytes.byteLength,
    pictureType: null,
    purpose: 'code',
    begunAt: null,
    remoteId: null,
    async *read() {
      for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
    },
    ...changes,
  }
}

const asking = (files: OutgoingFile[], assistantId = 'asst_1'): Turn => {
  const turn = aTurn({ assistantId })
  return { ...turn, question: { ...turn.question, text: 'chart 3 5 8', files } }
}

interface Habits {
  /** How many uploads are taken in with their answer lost. */
  loses?: number
  lists?: boolean
  /** Counts uploads from 1. */
  refuses?: (count: number) => Planned | null
}

/** The honest server of the other tests, with files. */
async function rigWithFiles({ loses = 0, lists = true, refuses = () => null }: Habits = {}) {
  const stored: Record<string, unknown>[] = []
  let count = 0
  const files: Break = (heard) => {
    if (is(heard, /^GET \S+\/files\?/))
      return lists ? { body: { data: stored.toReversed() } } : said(404, 'Not Found')
    if (!is(heard, UPLOAD)) return null
    count += 1
    const refused = refuses(count)
    if (refused !== null) return refused
    const file = store(heard, count)
    stored.push(file)
    return count <= loses ? { cut: 'before' } : { body: file }
  }
  const made = await rigWith([files])
  return { ...made, stored, uploads: () => count }
}

function store({ body }: Heard, count: number) {
  const [, filename = ''] = /filename="([^"]*)"/.exec(body) ?? []
  const [, content = ''] = /filename=[^]*?\r\n\r\n([^]*)\r\n--/.exec(body) ?? []
  return { id: `file_${count}`, filename, bytes: Buffer.byteLength(content), created_at: NOW / 1000 }
}
