/** Threads and the messages in them. */
import { inSeconds } from './clock.ts'
import { metadataIn, optionalFields, refuseUnknown, type Fields } from './fields.ts'
import { draftFrom, draftsIn, messageOf } from './messages.ts'
import { pageOf } from './paging.ts'
import { badRequest, created, json, notFound, type Reply } from './replies.ts'
import type { Call, Route } from './router.ts'
import type { ThreadRecord } from './store.ts'
import { isOver, type Message } from './wire.ts'
import type { World } from './world.ts'

/** The thread a call names, its runs brought up to now; 404 when there is none. */
export function threadOf(world: World, call: Call): ThreadRecord {
  const id = call.id('thread')
  const record = world.store.threads.get(id)
  if (!record) throw notFound('thread', id)
  world.engine.look(record)
  return record
}

export const openRunOf = ({ runs }: ThreadRecord) => runs.find(({ run }) => !isOver(run.status))?.run

/** Makes a thread from the body of POST /threads, or from the `thread` of POST /threads/runs. */
export function createThread(world: World, fields: Fields): ThreadRecord {
  refuseUnknown(fields, ['messages', 'tool_resources', 'metadata'])
  const drafts = draftsIn(fields, 'messages')
  const record: ThreadRecord = {
    thread: {
      id: world.newId('thread_'),
      object: 'thread',
      created_at: inSeconds(world.clock.now()),
      tool_resources: optionalFields(fields, 'tool_resources') ?? {},
      metadata: metadataIn(fields),
    },
    messages: [],
    runs: [],
  }
  record.messages.push(...drafts.map((draft) => messageOf(world, record.thread.id, draft)))
  world.store.threads.set(record.thread.id, record)
  world.store.changed()
  return record
}

export function threadRoutes(world: World): Route[] {
  return [
    { method: 'POST', path: '/threads', handle: (call) => create(world, call) },
    { method: 'GET', path: '/threads/:thread', handle: (call) => json(threadOf(world, call).thread) },
    { method: 'POST', path: '/threads/:thread', handle: (call) => modify(world, call) },
    { method: 'DELETE', path: '/threads/:thread', handle: (call) => remove(world, call) },
    { method: 'POST', path: '/threads/:thread/messages', handle: (call) => addMessage(world, call) },
    { method: 'GET', path: '/threads/:thread/messages', handle: (call) => listMessages(world, call) },
    {
      method: 'GET',
      path: '/threads/:thread/messages/:message',
      handle: (call) => json(messageIn(world, call)),
    },
    {
      method: 'POST',
      path: '/threads/:thread/messages/:message',
      handle: (call) => modifyMessage(world, call),
    },
    {
      method: 'DELETE',
      path: '/threads/:thread/messages/:message',
      handle: (call) => removeMessage(world, call),
    },
  ]
}

function create(world: World, call: Call): Reply {
  const { thread } = createThread(world, call.fields())
  call.leaves(thread.id)
  return created(thread)
}

function modify(world: World, call: Call): Reply {
  const { thread } = threadOf(world, call)
  const fields = call.fields()
  refuseUnknown(fields, ['tool_resources', 'metadata'])
  if (Object.hasOwn(fields, 'metadata')) thread.metadata = metadataIn(fields)
  thread.tool_resources = optionalFields(fields, 'tool_resources') ?? thread.tool_resources
  world.store.changed()
  return json(thread)
}

function remove(world: World, call: Call): Reply {
  const { id } = threadOf(world, call).thread
  world.store.threads.delete(id)
  world.store.changed()
  return json({ id, object: 'thread.deleted', deleted: true })
}

function addMessage(world: World, call: Call): Reply {
  const record = threadOf(world, call)
  const draft = draftFrom(call.fields())
  const open = openRunOf(record)
  if (open && world.settings.locksThreads)
    throw badRequest(`Can't add messages to ${record.thread.id} while a run ${open.id} is active.`)
  const message = messageOf(world, record.thread.id, draft)
  record.messages.push(message)
  world.store.changed()
  call.leaves(message.id)
  return created(message)
}

function listMessages(world: World, call: Call): Reply {
  const { messages } = threadOf(world, call)
  const runId = world.moods().ignoresRunIdFilter ? null : call.query.get('run_id')
  return json(
    pageOf(runId === null ? messages : messages.filter((message) => message.run_id === runId), call.query),
  )
}

function messageIn(world: World, call: Call): Message {
  const id = call.id('message')
  const message = threadOf(world, call).messages.find((candidate) => candidate.id === id)
  if (!message) throw notFound('message', id)
  return message
}

function modifyMessage(world: World, call: Call): Reply {
  const message = messageIn(world, call)
  const fields = call.fields()
  refuseUnknown(fields, ['metadata'])
  message.metadata = metadataIn(fields)
  world.store.changed()
  return json(message)
}

function removeMessage(world: World, call: Call): Reply {
  const { id } = messageIn(world, call)
  const record = threadOf(world, call)
  record.messages = record.messages.filter((message) => message.id !== id)
  world.store.changed()
  return json({ id, object: 'thread.message.deleted', deleted: true })
}
