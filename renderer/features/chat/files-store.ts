/** Files of the window: what main has attached, how far uploads are, and what is still being read or could not be taken. */
import { createStore } from 'zustand/vanilla'
import type { AppEvent } from '../../../shared/contract/events.ts'
import {
  FILE_LIMITS,
  cleanName,
  type Attachment,
  type FileProblem,
} from '../../../shared/domain/attachment.ts'
import { Failure, toAppError, type AppError } from '../../../shared/errors.ts'

export interface FilesState {
  /** By conversation. */
  attached: Readonly<Record<string, readonly Attachment[]>>
  /** How many bytes of a file have left, by attachment. */
  sentBytes: Readonly<Record<string, number>>
}

export const filesStore = createStore<FilesState>(() => ({ attached: {}, sentBytes: {} }))

/** Takes in an event of main about files. */
export function receiveFiles(event: AppEvent): void {
  if (event.type === 'attachments-changed') setAttached(event.conversationId, event.attachments)
  if (event.type === 'upload-grew')
    filesStore.setState(({ sentBytes }) => ({
      sentBytes: { ...sentBytes, [event.attachmentId]: event.sentBytes },
    }))
}

/** Notes what is attached to the message being written. */
export const setAttached = (conversationId: string, attachments: readonly Attachment[]): void =>
  filesStore.setState(({ attached }) => ({ attached: { ...attached, [conversationId]: attachments } }))

/** A dropped or pasted file, before it is read. */
export interface LooseFile {
  name: string
  size: number
  isFolder: boolean
  read(): Promise<Uint8Array>
}

/** A file on its way into the message, or one that cannot be taken; `file` is there where trying again may help. */
export interface ComingFile {
  key: string
  name: string
  error: AppError | null
  file: LooseFile | null
}

export interface FilesPort {
  list(): Promise<readonly Attachment[]>
  pick(): Promise<{ refused: AppError[] }>
  take(file: { name: string; bytes: Uint8Array }): Promise<void>
}

export interface ComingState {
  coming: readonly ComingFile[]
  isPicking: boolean
}

/** The files of one composer. */
export function createFiles(conversationId: string, port: FilesPort) {
  const store = createStore<ComingState>(() => ({ coming: [], isPicking: false }))
  const reading = new Set<Promise<void>>()
  let count = 0
  // Until main has said what is attached, and again after every change that it may not have told of yet.
  let isBehind = true

  const put = (file: ComingFile) =>
    store.setState(({ coming }) => ({ coming: [...coming.filter(({ key }) => key !== file.key), file] }))
  const dismiss = (key: string) =>
    store.setState(({ coming }) => ({ coming: coming.filter((file) => file.key !== key) }))
  const attached = () => filesStore.getState().attached[conversationId] ?? []

  async function load() {
    try {
      setAttached(conversationId, await port.list())
      isBehind = false
    } catch {
      // Asked again before anything is sent.
      isBehind = true
    }
  }

  async function pick() {
    if (store.getState().isPicking) return
    store.setState({ isPicking: true })
    try {
      const { refused } = await port.pick()
      for (const error of refused) put({ key: nextKey(), name: nameIn(error), error, file: null })
    } catch (thrown) {
      put({ key: nextKey(), name: '', error: toAppError(thrown), file: null })
    } finally {
      isBehind = true
      store.setState({ isPicking: false })
    }
  }

  function add(files: readonly LooseFile[]) {
    const underWay = store.getState().coming.filter(({ error }) => error === null).length
    let room = FILE_LIMITS.perMessage - attached().length - underWay
    for (const file of files) {
      const name = cleanName(file.name)
      const problem = problemOf(file) ?? (room <= 0 ? 'too-many' : null)
      if (problem !== null) {
        put({ key: nextKey(), name, error: { kind: 'file-problem', name, problem }, file: null })
        continue
      }
      room -= 1
      follow(take({ key: nextKey(), name, error: null, file }))
    }
  }

  const tryAgain = ({ key, file, name }: ComingFile) => {
    if (file !== null) follow(take({ key, name, error: null, file }))
  }

  async function take(coming: ComingFile & { file: LooseFile }) {
    put(coming)
    try {
      const bytes = await readWhole(coming)
      await port.take({ name: coming.file.name, bytes })
      isBehind = true
      dismiss(coming.key)
    } catch (thrown) {
      put({ ...coming, error: toAppError(thrown) })
    }
  }

  function follow(work: Promise<void>) {
    const followed = work.finally(() => reading.delete(followed))
    reading.add(followed)
  }

  /** The IDs of what goes with the message, once everything is read. @throws Failure */
  async function idsToSend(): Promise<string[]> {
    await Promise.all(reading)
    if (!isBehind) return attached().map(({ id }) => id)
    return (await port.list()).map(({ id }) => id)
  }

  const nextKey = () => `coming-${(count += 1)}`
  return { conversationId, store, load, pick, add, tryAgain, dismiss, idsToSend }
}

export type FilesModel = ReturnType<typeof createFiles>

function problemOf({ isFolder, size }: LooseFile): FileProblem | null {
  if (isFolder) return 'folder'
  if (size === 0) return 'empty'
  return size > FILE_LIMITS.bytesThroughWindow ? 'too-large-here' : null
}

async function readWhole({ name, file }: { name: string; file: LooseFile }): Promise<Uint8Array> {
  try {
    return await file.read()
  } catch {
    throw new Failure({ kind: 'file-problem', name, problem: 'unreadable' })
  }
}

const nameIn = (error: AppError): string => (error.kind === 'file-problem' ? error.name : '')
