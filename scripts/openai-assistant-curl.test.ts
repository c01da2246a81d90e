/** The bare curl script against the practice server: what it prints, and what it says when things go wrong. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeServer, type PracticeServer } from '../practice-server/server.ts'

const script = fileURLToPath(new URL('openai-assistant-curl.sh', import.meta.url))
const KEY = 'sk-practice-curl-0123456789'

let server: PracticeServer

beforeAll(async () => {
  server = await startPracticeServer({ key: KEY, speed: 0, pages: [] })
})

afterAll(() => server.close())

describe('the curl script', () => {
  it('prints the answer and nothing else', async () => {
    const { code, output } = await run({ ASSISTANT_ID: server.assistantIds.calculator }, '12 * (3 + 4)')
    expect({ code, output }).toEqual({
      code: 0,
      output: 'Scripted, but really computed: `12 * (3 + 4)` = **84**\n',
    })
  })

  it('carries quotes, backslashes, line breaks and emoji unharmed, and takes a trailing slash', async () => {
    const message = `say "hi" to 'her' \\n \\ $HOME \`id\`\nsecond line\t🐢 執行 %s @file`
    const { code, errors } = await run({
      ASSISTANT_ID: server.assistantIds.troublemaker,
      BASE_URL: `${server.baseUrl}/`,
      INPUT_MSG: message,
    })
    expect(code).toBe(0)
    const thread = /thread (\S+)/.exec(errors)?.[1]
    const answer = await fetch(`${server.baseUrl}/threads/${thread}/messages?order=asc`, {
      headers: { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' },
    })
    expect(await answer.json()).toMatchObject({ data: [{ content: [{ text: { value: message } }] }, {}] })
  })

  it('answers function calls with a placeholder and says so', async () => {
    const { code, output, errors } = await run(
      { ASSISTANT_ID: server.assistantIds.orderDesk },
      'Where is order 1042?',
    )
    expect(code).toBe(0)
    expect(errors).toContain('get_order({"order_id":"1042"}), get_shipping({"order_id":"1042"})')
    expect(errors).toContain('placeholder')
    expect(output).toContain('Delivery 1042')
  })

  it.each([
    ['a wrong key', { API_KEY: 'sk-wrong-wrong-wrong' }, 'hi', 'HTTP 401: Incorrect API key provided'],
    ['an unknown assistant', { ASSISTANT_ID: 'asst_none' }, 'hi', "No assistant found with id 'asst_none'."],
    ['no server', { BASE_URL: 'http://127.0.0.1:9' }, 'hi', 'no answer from http://127.0.0.1:9'],
    ['a failing run', {}, 'fail', 'The run is failed. Sorry, something went wrong.'],
    ['an incomplete run', {}, 'incomplete', 'The run is incomplete. max_completion_tokens'],
    ['an expired run', {}, 'expire', 'The run is expired.'],
    ['an empty run', {}, 'empty', 'No assistant response found'],
    ['a run without end', { TIMEOUT_SECONDS: '1' }, 'stuck', 'Assistant run timeout'],
    ['a missing assistant ID', { ASSISTANT_ID: '' }, 'hi', 'OpenAI Assistant ID is required'],
    ['a missing key', { API_KEY: '' }, 'hi', 'API_KEY is required'],
    ['a missing message', {}, '', 'A message is required'],
  ])('ends with an error for %s', async (...[, changes, message, sentence]) => {
    const env = { ASSISTANT_ID: server.assistantIds.troublemaker, ...changes }
    const { code, output, errors } = await run(env, message)
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors).toContain(sentence)
    expect(errors).not.toContain('sk-wrong-wrong-wrong')
  })

  it('says what is wrong with a Base URL without /v1', async () => {
    const env = { ASSISTANT_ID: 'asst_x', BASE_URL: server.baseUrl.replace('/v1', '') }
    expect((await run(env, 'hi')).errors).toContain('HTTP 404: Invalid URL (POST /threads)')
  })

  it('cancels the run it stops waiting for', async () => {
    const { errors } = await run(
      { ASSISTANT_ID: server.assistantIds.troublemaker, TIMEOUT_SECONDS: '0' },
      'stuck',
    )
    const runId = /run (run_\S+)/.exec(errors)?.[1]
    expect(server.requests.at(-1)).toMatchObject({
      path: expect.stringContaining(`${runId}/cancel`),
      status: 200,
    })
  })

  it('explains a missing tool', async () => {
    const { code, errors } = await run({ PATH: '/nonexistent' }, 'hi')
    expect(code).toBe(1)
    expect(errors).toContain('This script needs curl.')
  })

  it('never shows the key among the arguments of a process', async () => {
    const seen = new Set<string>()
    const done = run({ ASSISTANT_ID: server.assistantIds.troublemaker, TIMEOUT_SECONDS: '1' }, 'stuck')
    const watch = setInterval(() => commandLines().forEach((line) => seen.add(line)), 5)
    await done
    clearInterval(watch)
    expect([...seen].some((line) => line.startsWith('curl\0'))).toBe(true)
    expect([...seen].filter((line) => line.includes(KEY))).toEqual([])
  })
})

function commandLines(): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : []
    } catch {
      return []
    }
  })
}

function run(changes: Record<string, string>, message?: string) {
  const env = {
    PATH: process.env.PATH ?? '',
    BASE_URL: server.baseUrl,
    API_KEY: KEY,
    POLL_SECONDS: '0.05',
    ...changes,
  }
  const child = spawn('/bin/bash', [script, ...(message === undefined ? [] : [message])], { env })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, errors }))
  })
}
