/** The practice server as a program: what it prints, how it says no, and how it stops. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('cli.ts', import.meta.url))

describe('the practice server on its own', () => {
  it('prints what a person needs to connect, works, and stops when asked', async () => {
    const cli = launch('--speed', '0', '--key', 'sk-practice-mine')
    const printed = await cli.prints(/Ctrl\+C/)
    const baseURL = /Base URL +(http:\/\/127\.0\.0\.1:\d+\/v1)/.exec(printed)?.[1]
    expect(printed).toMatch(/API key +sk-practice-mine/)
    expect(printed).toContain(`BASE_URL=${baseURL} API_KEY=sk-practice-mine ASSISTANT_ID=asst_practice_guide`)
    const client = new OpenAI({ apiKey: 'sk-practice-mine', baseURL: baseURL ?? '', maxRetries: 0 })
    const { data } = await client.beta.assistants.list()
    for (const { id } of data) expect(printed).toContain(id)
    cli.child.kill('SIGTERM')
    expect((await cli.ended).code).toBe(0)
  })

  it.each([
    [['--port', 'abc'], "--port takes a number from 0 to 65535, not 'abc'."],
    [['--speed', '-1'], '--speed'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--mood', 'sulky'], "There is no mood 'sulky'."],
  ])('refuses %j with a sentence and exit code 2', async (flags, sentence) => {
    const { code, errors } = await launch(...flags).ended
    expect(code).toBe(2)
    expect(errors).toContain(sentence)
    expect(errors).toMatch(/Usage:|There are:/)
    expect(errors).not.toContain('    at ')
  })

  it('is broken in the way asked for, and says what to put in', async () => {
    const cli = launch('--mood', 'missing-v1', '--key', 'sk-practice-mine')
    const printed = await cli.prints(/Ctrl\+C/)
    const [, origin] = /Base URL (http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed) ?? []
    expect((await fetch(`${origin}/assistants`)).status).toBe(404)
    expect((await fetch(`${origin}/v1/assistants`)).status).toBe(401)
    cli.child.kill('SIGTERM')
    expect((await cli.ended).code).toBe(0)
  })

  it('names the ways in which it can be broken', async () => {
    const printed = await launch('--mood', 'list').prints(/only-responses +there are Responses/)
    expect(printed).toContain('captive-portal')
  })

  it('says so when the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    // A parsed boundary: a server listening on TCP has a port.
    const { port } = other.address() as AddressInfo
    const { code, errors } = await launch('--port', String(port)).ended
    other.close()
    expect(code).toBe(1)
    expect(errors).toContain(`Port ${port} is in use by another program.`)
  })
})

function launch(...flags: string[]) {
  const child = spawn(process.execPath, [program, ...flags])
  let output = ''
  let errors = ''
  child.stdout.on('data', (text) => {
    output += String(text)
  })
  child.stderr.on('data', (text) => {
    errors += String(text)
  })
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, errors }))
  })
  const prints = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => pattern.test(output) && resolve(output)
      child.stdout.on('data', look)
      child.on('close', () => reject(new Error(errors)))
    })
  return { child, ended, prints }
}
