/** The official `openai` package as a client, through every step; each answer is held against the published description. */
import { describe, expect, it } from 'vitest'
import type OpenAI from 'openai'
import { toFile } from 'openai'
import { createTestClock } from './test-clock.ts'
import { openDesk, refusalOf, type Desk } from './test-desk.ts'

describe('the official client', () => {
  it('lists the four practice assistants and reads one of them', async () => {
    const { client, server } = await openDesk()
    const { data } = await client.beta.assistants.list({ order: 'asc' })
    expect(data.map(({ name }) => name)).toEqual(['Guide', 'Calculator', 'Order desk', 'Troublemaker'])
    const guide = await client.beta.assistants.retrieve(server.assistantIds.guide)
    expect(guide.instructions).toContain('scripted practice assistant')
    expect(guide.instructions).toContain('照腳本')
    expect(guide.tools).toEqual([{ type: 'file_search' }])
  })

  it('walks from thread to answer and sees where the answer comes from', async () => {
    const { server, threads } = await openDesk()
    const thread = await threads.create({ metadata: { note: 'first' } })
    await threads.messages.create(thread.id, { role: 'user', content: 'What is a run?' })
    const run = await threads.runs.createAndPoll(thread.id, { assistant_id: server.assistantIds.guide })
    expect(run).toMatchObject({ status: 'completed', expires_at: null, last_error: null })
    expect(run.usage?.total_tokens).toBe(
      (run.usage?.prompt_tokens ?? 0) + (run.usage?.completion_tokens ?? 0),
    )

    const { data } = await threads.messages.list(thread.id, { run_id: run.id })
    const part = data[0]?.content[0]
    if (data.length !== 1 || part?.type !== 'text') throw new Error('one message with text')
    expect(part.text.value).toContain('one answer in the making. 🐢')
    for (const { text, start_index: from, end_index: to } of part.text.annotations)
      expect(part.text.value.slice(from, to)).toBe(text)
    expect(part.text.annotations[0]).toMatchObject({
      text: '【4:0†runs-and-steps.md】',
      type: 'file_citation',
    })

    const steps = await threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' })
    expect(steps.data.map(({ type, status }) => [type, status])).toEqual([
      ['tool_calls', 'completed'],
      ['message_creation', 'completed'],
    ])
  })

  it('gets the passages of a file search only when it asks for them', async () => {
    const { server, threads, ask } = await openDesk()
    const { thread, run } = await ask(server.assistantIds.guide, '五分鐘限制是什麼？')
    const include = ['step_details.tool_calls[*].file_search.results[*].content'] as const
    const where = { thread_id: thread.id, order: 'asc' as const }
    const plain = await threads.runs.steps.list(run.id, where)
    const full = await threads.runs.steps.list(run.id, { ...where, include: [...include] })
    expect(JSON.stringify(plain.data)).not.toContain('五分鐘')
    expect(JSON.stringify(full.data)).toContain('仍在進行')
    const stepId = full.data[0]?.id ?? ''
    const step = await threads.runs.steps.retrieve(stepId, { thread_id: thread.id, run_id: run.id })
    expect(JSON.stringify(step)).not.toContain('五分鐘')
  })

  it('answers in the language of the question', async () => {
    const { server, ask } = await openDesk()
    expect((await ask(server.assistantIds.guide, '五分鐘限制')).text).toContain('程式會說明它仍在進行')
    expect((await ask(server.assistantIds.guide, 'penguins')).text).toContain('- Runs and steps\n- Privacy')
  })

  it('creates a thread and a run in one request', async () => {
    const { client, server, textOf } = await openDesk()
    const run = await client.beta.threads.createAndRun({
      assistant_id: server.assistantIds.calculator,
      thread: { messages: [{ role: 'user', content: '12 * (3 + 4)' }], metadata: { client_msg_id: 'n1' } },
    })
    expect(run.status).toBe('queued')
    expect(await textOf(run.thread_id)).toContain('**84**')
  })

  it('cancels a run, which lets go of its thread', async () => {
    const { server, threads, threadWith } = await openDesk()
    const thread = await threadWith('stuck')
    const run = await threads.runs.create(thread.id, { assistant_id: server.assistantIds.troublemaker })
    const where = { thread_id: thread.id }
    expect((await threads.runs.retrieve(run.id, where)).status).toBe('in_progress')
    expect((await threads.runs.cancel(run.id, where)).status).toBe('cancelling')
    const after = await threads.runs.retrieve(run.id, where)
    expect(after).toMatchObject({ status: 'cancelled', cancelled_at: expect.any(Number) })
    await threads.messages.create(thread.id, { role: 'user', content: 'again' })
    expect(await refusalOf(threads.runs.cancel(run.id, where))).toMatchObject({
      status: 400,
      message: expect.stringContaining("Cannot cancel run with status 'cancelled'"),
    })
  })

  it('finds a run expired ten minutes after its creation', async () => {
    const clock = createTestClock()
    const { server, threads, threadWith } = await openDesk({ clock })
    const thread = await threadWith('Where is order 1042?')
    const run = await threads.runs.create(thread.id, { assistant_id: server.assistantIds.orderDesk })
    expect((run.expires_at ?? 0) - run.created_at).toBe(600)
    clock.pass(599_000)
    expect((await threads.runs.retrieve(run.id, { thread_id: thread.id })).status).toBe('requires_action')
    clock.pass(2_000)
    expect(await threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'expired',
      required_action: null,
    })
  })

  it('pages through messages in both orders', async () => {
    const { threads } = await openDesk()
    const thread = await threads.create()
    for (const content of ['a', 'b', 'c', 'd', 'e'])
      await threads.messages.create(thread.id, { role: 'user', content })
    expect(await wordsOf(threads.messages.list(thread.id, { limit: 2 }))).toBe('edcba')
    expect(await wordsOf(threads.messages.list(thread.id, { limit: 2, order: 'asc' }))).toBe('abcde')
    const first = await threads.messages.list(thread.id, { limit: 2, order: 'asc' })
    expect(first).toMatchObject({ has_more: true, data: { length: 2 } })
  })

  it('uploads a file, reads it back byte by byte and deletes it', async () => {
    const { client } = await openDesk()
    const bytes = Buffer.from('a,b\r\n--1\r\n\u0000é字', 'utf8')
    const file = await client.files.create({ file: await toFile(bytes, '表.csv'), purpose: 'assistants' })
    expect(file).toMatchObject({ bytes: bytes.length, filename: '表.csv', status: 'processed' })
    const content = await client.files.content(file.id)
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes)
    expect((await client.files.list({ purpose: 'assistants' })).data.map(({ id }) => id)).toContain(file.id)
    expect(await client.files.delete(file.id)).toMatchObject({ deleted: true })
    expect(await refusalOf(client.files.retrieve(file.id))).toMatchObject({ status: 404 })
  })

  it('changes metadata of threads, messages and runs', async () => {
    const { server, threads, ask } = await openDesk()
    const { thread, run } = await ask(server.assistantIds.calculator, '1+1')
    const metadata = { client_msg_id: 'nonce' }
    expect(await threads.update(thread.id, { metadata })).toMatchObject({ metadata })
    expect(await threads.runs.update(run.id, { thread_id: thread.id, metadata })).toMatchObject({ metadata })
    const [message] = (await threads.messages.list(thread.id)).data
    const changed = await threads.messages.update(message?.id ?? '', { thread_id: thread.id, metadata })
    expect(changed).toMatchObject({ metadata, id: message?.id })
    expect((await threads.runs.list(thread.id)).data[0]).toMatchObject({ metadata })
    expect(await threads.delete(thread.id)).toMatchObject({ deleted: true })
  })
})

describe('function calls', () => {
  const outputsFor = (run: OpenAI.Beta.Threads.Run, output: (name: string) => string) =>
    (run.required_action?.submit_tool_outputs.tool_calls ?? []).map(({ id, function: { name } }) => ({
      tool_call_id: id,
      output: output(name),
    }))
  const askOrders = ({ ask, server }: Desk, question: string) => ask(server.assistantIds.orderDesk, question)

  it('come one at a time for a plain question, and the answer holds what was sent', async () => {
    const desk = await openDesk()
    const { thread, run } = await askOrders(desk, 'What about order A-1042?')
    expect(run.required_action?.submit_tool_outputs.tool_calls.map((call) => call.function)).toEqual([
      { name: 'get_order', arguments: '{"order_id":"A-1042"}' },
    ])
    const tool_outputs = outputsFor(run, () => '{"status":"paid","total":"12 EUR"}')
    const resumed = await desk.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs })
    expect(resumed).toMatchObject({ status: 'queued', required_action: null })
    expect(await desk.textOf(thread.id)).toContain('- status: paid\n- total: 12 EUR')
    const steps = await desk.threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' })
    expect(steps.data[0]).toMatchObject({
      status: 'completed',
      step_details: { tool_calls: [{ function: { output: '{"status":"paid","total":"12 EUR"}' } }] },
    })
  })

  it('come two at once when delivery is asked for too, and want all outputs together', async () => {
    const desk = await openDesk()
    const { thread, run } = await askOrders(desk, '訂單 1042 的物流到哪了？')
    const tool_outputs = outputsFor(run, (name) => (name === 'get_order' ? 'Error: not found' : '在台中'))
    expect(tool_outputs).toHaveLength(2)
    const half = desk.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: tool_outputs.slice(0, 1),
    })
    expect((await refusalOf(half)).message).toMatch(
      /Expected tool outputs for call_ids \['call_.*', 'call_.*'\], got \['call_/,
    )
    await desk.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs })
    const text = await desk.textOf(thread.id)
    expect(text).toContain('沒有成功: Error: not found')
    expect(text).toContain('在台中')
  })

  it('are refused once the run has gone on', async () => {
    const desk = await openDesk()
    const { thread, run } = await askOrders(desk, 'Where is 1042?')
    const tool_outputs = outputsFor(run, () => 'ok')
    await desk.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs })
    const late = desk.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs })
    expect(await refusalOf(late)).toMatchObject({ status: 400 })
  })

  it('are not made without an order number', async () => {
    const { run, text } = await askOrders(await openDesk(), 'Where is my parcel?')
    expect(run.status).toBe('completed')
    expect(text).toContain('Which order is it?')
  })
})

async function wordsOf(pages: AsyncIterable<OpenAI.Beta.Threads.Message>): Promise<string> {
  let words = ''
  for await (const { content } of pages) words += content[0]?.type === 'text' ? content[0].text.value : '?'
  return words
}
