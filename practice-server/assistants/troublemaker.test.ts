/** Each word brings the trouble it promises. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTestClock } from '../test-clock.ts'
import { openDesk, refusalOf, type DeskOptions } from '../test-desk.ts'
import { TROUBLES, troubleIn } from './troubles.ts'

const troubleDesk = async (options: DeskOptions = {}) => {
  const desk = await openDesk(options)
  const assistant_id = desk.server.assistantIds.troublemaker
  return { ...desk, assistant_id, trouble: (word: string) => desk.ask(assistant_id, word) }
}

describe('the Troublemaker', () => {
  it('lists its words in the instructions, and to whoever writes a plain message', async () => {
    const { client, trouble, assistant_id } = await troubleDesk()
    const { instructions } = await client.beta.assistants.retrieve(assistant_id)
    const { text } = await trouble('What can you do?')
    const chinese = (await trouble('你會什麼？')).text
    for (const { words } of TROUBLES) {
      expect(instructions).toContain(words.en)
      expect(instructions).toContain(words['zh-TW'])
      expect(text).toContain(`\`${words.en}\``)
      expect(chinese).toContain(words['zh-TW'])
    }
  })

  it.each(TROUBLES)('hears $words in both languages', ({ name, words }) => {
    expect(troubleIn(`Please: ${words.en.toUpperCase()}!`)).toBe(name)
    expect(troubleIn(`請${words['zh-TW']}。`)).toBe(name)
  })

  it('hears words in another order and form', () => {
    expect(troubleIn('cancelling slow')).toBe('slow-cancel')
    expect(troubleIn('links hostile')).toBe('hostile-links')
  })

  it('does not hear a word inside another', () => expect(troubleIn('failure of shortcuts')).toBeUndefined())

  it.each([
    ['fail', 'failed', { last_error: { code: 'server_error' } }],
    ['quota', 'failed', { last_error: { code: 'rate_limit_exceeded' } }],
    ['expire', 'expired', {}],
    ['incomplete', 'incomplete', { incomplete_details: { reason: 'max_completion_tokens' } }],
    ['stuck', 'in_progress', { usage: null }],
    ['empty', 'completed', {}],
    ['slow', 'completed', {}],
  ])('%s ends as %s', async (word, status, details) => {
    const { run } = await (await troubleDesk()).trouble(word)
    expect(run).toMatchObject({ status, ...details })
  })

  it('leaves half a text behind when it is incomplete or filtered', async () => {
    const { trouble, threads } = await troubleDesk({ judged: false })
    for (const [word, reason] of [
      ['incomplete', 'max_tokens'],
      ['filter', 'content_filter'],
    ] as const) {
      const { thread, text, run } = await trouble(word)
      expect(run.status).toBe('incomplete')
      expect(text).toMatch(/it stops right in the$/)
      const [message] = (await threads.messages.list(thread.id)).data
      expect(message).toMatchObject({ status: 'incomplete', incomplete_details: { reason } })
    }
  })

  it('says nothing for empty, and two things for two messages', async () => {
    const { trouble, threads } = await troubleDesk()
    expect((await trouble('empty')).text).toBe('')
    const { thread, run } = await trouble('兩則訊息')
    expect((await threads.messages.list(thread.id, { run_id: run.id })).data).toHaveLength(2)
  })

  it('refuses once for a rate limit and says when to come again', async () => {
    const { threadWith, threads, assistant_id } = await troubleDesk()
    const thread = await threadWith('rate limit')
    const refusal = await refusalOf(threads.runs.create(thread.id, { assistant_id }))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
    expect(refusal.headers?.get('retry-after')).toBe('2')
    expect((await threads.runs.list(thread.id)).data).toEqual([])
    expect((await threads.runs.create(thread.id, { assistant_id })).status).toBe('queued')
  })

  it('answers 500 once although it has taken the run in', async () => {
    const { threadWith, threads, assistant_id, server } = await troubleDesk()
    const thread = await threadWith('server error')
    const metadata = { client_msg_id: 'nonce-1' }
    const refusal = await refusalOf(threads.runs.create(thread.id, { assistant_id, metadata }))
    expect(refusal).toMatchObject({ status: 500 })
    const [run] = (await threads.runs.list(thread.id)).data
    expect(run).toMatchObject({ status: 'completed', metadata })
    expect(server.requests.find(({ status }) => status === 500)).toMatchObject({
      clientMsgId: 'nonce-1',
      left: [run?.id],
    })
  })

  it('takes its time at a human pace: queue, slow, an unknown status, a slow cancel', async () => {
    const clock = createTestClock()
    const { threadWith, threads, assistant_id } = await troubleDesk({ clock, speed: 1, judged: false })
    const start = async (word: string) => {
      const { id } = await threadWith(word)
      const run = await threads.runs.create(id, { assistant_id })
      return { look: async () => (await threads.runs.retrieve(run.id, { thread_id: id })).status, run, id }
    }
    const [queue, slow, unknown, cancel] = [
      await start('queue'),
      await start('slow'),
      await start('unknown status'),
      await start('slow cancel'),
    ]
    clock.pass(2_000)
    expect(await unknown.look()).toBe('pondering')
    expect(await queue.look()).toBe('queued')
    await threads.runs.cancel(cancel.run.id, { thread_id: cancel.id })
    clock.pass(4_500)
    expect(await cancel.look()).toBe('cancelling')
    clock.pass(9_500)
    expect(await cancel.look()).toBe('cancelled')
    expect(await queue.look()).toBe('in_progress')
    expect(await slow.look()).toBe('in_progress')
    clock.pass(10_000)
    expect(await slow.look()).toBe('completed')
    expect(await unknown.look()).toBe('completed')
  })

  it('sends 300 kB, odd markers, unknown parts, hostile links and a showcase of markdown', async () => {
    const { trouble, threads } = await troubleDesk({ judged: false })
    expect((await trouble('huge')).text.length).toBeGreaterThan(300_000)
    expect((await trouble('odd citation')).text).toContain('【7:3†lost-page.md】')
    expect((await trouble('hostile links')).text).toContain('](javascript:')
    expect((await trouble('markdown')).text).toContain('```python')
    const { thread } = await trouble('unknown content')
    const [message] = (await threads.messages.list(thread.id)).data
    expect(message?.content.map(({ type }) => type)).toEqual(['text', 'hologram'])
  })

  it('reads no files and asks no network while it does all that', () => {
    expect(readFileSync(new URL('troublemaker.ts', import.meta.url), 'utf8')).not.toMatch(/node:|fetch\(/)
  })
})
