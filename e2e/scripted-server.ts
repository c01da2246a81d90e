/** A server that answers each question as a journey says, under IDs the journey chooses: whole or streamed, kind or hostile. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Reply {
  /** The texts of the answer, one part each. */
  parts: readonly string[]
  /** Streams the first part in this many pieces before the answer is whole; 0 does not stream. */
  pieces?: number
  /** Waited between pieces. */
  pauseMs?: number
  /** Refuses instead, with this status and body. */
  refusal?: { status: number; body: string; type?: string }
  /** Wants this function's result first. */
  call?: { id: string; name: string; arguments: string }
  /** What is quoted from where. */
  annotations?: readonly unknown[]
  ids?: Partial<Ids>
}

export interface Ids {
  thread: string
  question: string
  run: string
  answer: string
  step: string
}

export interface ScriptedServer {
  baseUrl: string
  /** Method and path of every request. */
  asked: readonly string[]
  close(): Promise<void>
}

interface Said {
  thread: string
  messages: unknown[]
  run: Record<string, unknown>
  step: string
  reply: Reply
}

/** `reply` is asked with each question; what it is called tells everything else. */
export async function startScriptedServer(
  reply: (question: string) => Reply,
  assistantName = 'Scripted',
): Promise<ScriptedServer> {
  const asked: string[] = []
  const world: World = { reply, assistantName, count: 0, waiting: null, said: [] }
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    answer(world, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on TCP, so it has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

interface World {
  reply: (question: string) => Reply
  assistantName: string
  count: number
  /** The question between its thread and its run. */
  waiting: { thread: string; question: string; text: string } | null
  said: Said[]
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
  const [kind, id = '', part, runId, what] = pathname.split('/').slice(2).map(decodeURIComponent)
  if (kind === 'assistants')
    return json(response, { id, object: 'assistant', name: world.assistantName, model: 'm', tools: [] })
  if (kind === 'files') {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('#!/bin/sh\n')
    return
  }
  if (kind !== 'threads') return json(response, { error: { message: 'Not found' } }, 404)
  const isPost = request.method === 'POST'
  if (isPost && id === '') return makeThread(world, response)
  if (isPost && part === 'messages') return takeQuestion(world, response, { thread: id, body })
  if (isPost && part === 'runs' && runId === undefined) return begin(world, response, body)
  const said = world.said.find(({ run }) => run['id'] === (runId ?? searchParams.get('run_id')))
  if (part === 'messages') return json(response, listOf(said?.messages ?? messagesIn(world, id)))
  if (part === 'runs' && runId === undefined) return json(response, listOf([]))
  if (said === undefined) return json(response, { error: { message: 'No run found' } }, 404)
  if (what === 'steps') return json(response, listOf(stepsOf(said)))
  if (what === 'submit_tool_outputs') said.run = ended(said.run)
  return json(response, said.run)
}

/** A question's own words choose its thread's ID, so the reply is looked up when the question comes. */
function makeThread(world: World, response: ServerResponse): void {
  world.count++
  const { ids } = world.reply(`thread ${world.count}`)
  json(response, { id: ids?.thread ?? `thread_${world.count}`, object: 'thread' })
}

function takeQuestion(
  world: World,
  response: ServerResponse,
  { thread, body }: { thread: string; body: Record<string, unknown> },
): void {
  const { content, metadata } = body
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const { ids, refusal } = world.reply(text)
  if (refusal !== undefined) {
    response.writeHead(refusal.status, { 'content-type': refusal.type ?? 'application/json' })
    response.end(refusal.body)
    return
  }
  const question = ids?.question ?? `msg_q${world.count}_${world.said.length}`
  world.waiting = { thread, question, text }
  json(response, { id: question, object: 'thread.message', role: 'user', metadata, content: [] })
}

async function begin(world: World, response: ServerResponse, body: Record<string, unknown>): Promise<void> {
  const { thread, text } = world.waiting ?? { thread: '', text: '' }
  const reply = world.reply(text)
  const number = world.said.length + 1
  const run = {
    id: reply.ids?.run ?? `run_${number}`,
    object: 'thread.run',
    thread_id: thread,
    assistant_id: body['assistant_id'],
    metadata: body['metadata'],
    status: reply.call === undefined ? 'completed' : 'requires_action',
    ...(reply.call === undefined ? {} : { required_action: actionFor(reply.call) }),
  }
  const message = {
    id: reply.ids?.answer ?? `msg_a${number}`,
    object: 'thread.message',
    role: 'assistant',
    run_id: run.id,
    status: 'completed',
    content: reply.parts.map((value) => ({
      type: 'text',
      text: { value, annotations: reply.annotations ?? [] },
    })),
  }
  world.said.push({ thread, messages: [message], run, step: reply.ids?.step ?? `step_${number}`, reply })
  if (body['stream'] === true && (reply.pieces ?? 0) > 0) return tell(response, { run, message, reply })
  return json(response, run)
}

/** The answer as an event stream, piece by piece. */
async function tell(
  response: ServerResponse,
  { run, message, reply }: { run: object; message: { id: string }; reply: Reply },
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const event = (name: string, data: unknown) =>
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  event('thread.run.created', { ...run, status: 'in_progress' })
  event('thread.message.created', { ...message, status: 'in_progress', content: [] })
  const [text = ''] = reply.parts
  const size = Math.ceil(text.length / (reply.pieces ?? 1))
  for (let at = 0; at < text.length; at += size) {
    const value = text.slice(at, at + size)
    const delta = { content: [{ index: 0, type: 'text', text: { value } }] }
    event('thread.message.delta', { id: message.id, delta })
    await new Promise((resolve) => setTimeout(resolve, reply.pauseMs ?? 0))
  }
  event('thread.message.completed', message)
  event('thread.run.completed', run)
  response.end('event: done\ndata: [DONE]\n\n')
}

const actionFor = ({ id, name, arguments: given }: NonNullable<Reply['call']>) => ({
  type: 'submit_tool_outputs',
  submit_tool_outputs: { tool_calls: [{ id, type: 'function', function: { name, arguments: given } }] },
})

const ended = ({ required_action: _done, ...run }: Record<string, unknown>) => ({
  ...run,
  status: 'completed',
})

function stepsOf({ step, run, reply }: Said): unknown[] {
  if (reply.ids?.step === undefined && reply.call === undefined) return []
  const { id, name, arguments: given } = reply.call ?? { id: 'call_1', name: 'look', arguments: '{}' }
  const details = {
    type: 'tool_calls',
    tool_calls: [{ id, type: 'function', function: { name, arguments: given, output: '1' } }],
  }
  return [
    {
      id: step,
      object: 'thread.run.step',
      run_id: run['id'],
      type: 'tool_calls',
      status: 'completed',
      step_details: details,
    },
  ]
}

const messagesIn = (world: World, thread: string): unknown[] =>
  world.said.filter((each) => each.thread === thread).flatMap(({ messages }) => messages)

const listOf = (data: readonly unknown[]) => ({ object: 'list', data, has_more: false })

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  // What the app sends is an object, or nothing.
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}
