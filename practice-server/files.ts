/** Files: uploaded by clients, drawn by assistants, and the help pages the Guide searches. */
import { inSeconds } from './clock.ts'
import { parseMultipart } from './multipart.ts'
import { pageOf } from './paging.ts'
import { badRequest, created, json, notFound, type Reply } from './replies.ts'
import type { Call, Route } from './router.ts'
import type { FileRecord } from './store.ts'
import type { FileObject } from './wire.ts'
import type { World } from './world.ts'

const UPLOAD_PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']

interface NewFile {
  filename: string
  bytes: Buffer
  purpose: string
}

export function createFile(
  { clock, newId, store }: World,
  { filename, bytes, purpose }: NewFile,
): FileObject {
  const file: FileObject = {
    id: newId('file-'),
    object: 'file',
    bytes: bytes.length,
    created_at: inSeconds(clock.now()),
    filename,
    purpose,
    status: 'processed',
  }
  store.files.set(file.id, { file, bytes })
  store.changed()
  return file
}

/** `shelf` holds the files that come with the server; they can be read and not deleted. */
export function fileRoutes(world: World, shelf: ReadonlyMap<string, FileRecord>): Route[] {
  const find = (call: Call) => {
    const id = call.id('file')
    const record = world.store.files.get(id) ?? shelf.get(id)
    if (!record) throw notFound('file', id)
    return record
  }
  const list = ({ query }: Call): Reply => {
    const purpose = query.get('purpose')
    const all = [...shelf.values(), ...world.store.files.values()].map(({ file }) => file)
    return json(pageOf(purpose === null ? all : all.filter((file) => file.purpose === purpose), query))
  }
  const content = (call: Call): Reply => {
    const { bytes, file } = find(call)
    return { kind: 'bytes', bytes, contentType: contentTypeOf(file.filename) }
  }
  const route = (method: string, path: string, handle: Route['handle']): Route => ({
    method,
    path,
    handle,
    withoutBeta: true,
  })
  return [
    route('GET', '/files', list),
    route('POST', '/files', (call) => upload(world, call)),
    route('GET', '/files/:file', (call) => json(find(call).file)),
    route('DELETE', '/files/:file', (call) => remove(world, find(call).file.id)),
    route('GET', '/files/:file/content', content),
  ]
}

function upload(world: World, call: Call): Reply {
  const parts = parseMultipart(call.body, call.headers['content-type'] ?? '')
  if (!parts) throw badRequest('Could not parse multipart form')
  const file = parts.find(({ name, filename }) => name === 'file' && filename !== undefined)
  if (!file) throw badRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter')
  const purpose = parts.find(({ name }) => name === 'purpose')?.bytes.toString('utf8')
  if (purpose === undefined || !UPLOAD_PURPOSES.includes(purpose))
    throw badRequest(
      `Invalid value for 'purpose': supported values are ${UPLOAD_PURPOSES.join(', ')}.`,
      'purpose',
      purpose === undefined ? 'missing_required_parameter' : 'invalid_value',
    )
  const made = createFile(world, { filename: file.filename ?? 'file', bytes: file.bytes, purpose })
  call.leaves(made.id)
  return created(made)
}

function remove({ store }: World, id: string): Reply {
  if (!store.files.delete(id)) throw badRequest('This file comes with the practice server and stays.')
  store.changed()
  return json({ id, object: 'file', deleted: true })
}

/** Only what cannot run in a browser is named; the rest is bytes. */
function contentTypeOf(filename: string): string {
  if (filename.endsWith('.png')) return 'image/png'
  if (/\.(csv|md|txt)$/.test(filename)) return 'text/plain; charset=utf-8'
  return 'application/octet-stream'
}
