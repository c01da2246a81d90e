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

export const createFiles = (conversationId: string, port: FilesPort): FilesModel =>
  new FilesModel(conversationId, port)

/** The files of one composer. */
export class FilesModel {
  readonly conversationId: string
  readonly store = createStore<ComingState>(() => ({ coming: [], isPicking: false }))
  readonly #port: FilesPort
  readonly #reading = new Set<Promise<void>>()
  #count = 0
  /** Until main has said what is attached, and again after each change that it may not have told of yet. */
  #isBehind = true

  constructor(conversationId: string, port: FilesPort) {
    this.conversationId = conversationId
    this.#port = port
  }

  /** Asks what is attached already. */
  async load(): Promise<void> {
    try {
      setAttached(this.conversationId, await this.#port.list())
      this.#isBehind = false
    } catch {
      // Asked again before anything is sent.
    }
  }

  /** Opens the system's dialog. */
  async pick(): Promise<void> {
    if (this.store.getState().isPicking) return
    this.store.setState({ isPicking: true })
    try {
      const { refused } = await this.#port.pick()
      for (const error of refused) this.#refuse(nameIn(error), error)
    } catch (thrown) {
      this.#refuse('', toAppError(thrown))
    } finally {
      this.#isBehind = true
      this.store.setState({ isPicking: false })
    }
  }

  /** Takes what was dropped or pasted. */
  add(files: readonly LooseFile[]): void {
    const underWay = this.store.getState().coming.filter(({ error }) => error === null).length
    let room = FILE_LIMITS.perMessage - this.#attached().length - underWay
    for (const file of files) {
      const name = cleanName(file.name)
      const problem = problemOf(file) ?? (room <= 0 ? 'too-many' : null)
      if (problem === null) {
        room -= 1
        this.#follow({ key: this.#nextKey(), name, error: null, file })
      } else this.#refuse(name, { kind: 'file-problem', name, problem })
    }
  }

  tryAgain({ key, file, name }: ComingFile): void {
    if (file !== null) this.#follow({ key, name, error: null, file })
  }

  dismiss(key: string): void {
    this.store.setState(({ coming }) => ({ coming: coming.filter((file) => file.key !== key) }))
  }

  /** The IDs of what goes with the message, once everything is read. @throws Failure */
  async idsToSend(): Promise<string[]> {
    await Promise.all(this.#reading)
    const files = this.#isBehind ? await this.#port.list() : this.#attached()
    return files.map(({ id }) => id)
  }

  #follow(coming: ComingFile & { file: LooseFile }) {
    const followed = this.#take(coming).finally(() => this.#reading.delete(followed))
    this.#reading.add(followed)
  }

  async #take(coming: ComingFile & { file: LooseFile }) {
    this.#put(coming)
    try {
      const bytes = await readWhole(coming)
      await this.#port.take({ name: coming.file.name, bytes })
      this.#isBehind = true
      this.dismiss(coming.key)
    } catch (thrown) {
      this.#put({ ...coming, error: toAppError(thrown) })
    }
  }

  #refuse(name: string, error: AppError) {
    this.#put({ key: this.#nextKey(), name, error, file: null })
  }

  #put(file: ComingFile) {
    this.store.setState(({ coming }) => ({ coming: [...coming.filter(({ key }) => key !== file.key), file] }))
  }

  #attached(): readonly Attachment[] {
    return filesStore.getState().attached[this.conversationId] ?? []
  }

  #nextKey(): string {
    this.#count += 1
    return `coming-${this.#count}`
  }
}

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
