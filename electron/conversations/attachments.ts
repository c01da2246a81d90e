/** Files on their way out: attached to a message being written, handed over to it when it is sent, kept until the server has it. */
import {
  FILE_LIMITS,
  cleanName,
  distinctName,
  purposeFor,
  purposesOf,
  type Attachment,
  type FilePurpose,
} from '../../shared/domain/attachment.ts'
import type { AttachedFile } from '../../shared/domain/conversation.ts'
import { Failure, toAppError, type AppError } from '../../shared/errors.ts'
import type { Ids } from '../platform/ids.ts'
import type { AttachmentShelf, FileDialogs, KeptFile, Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'

export interface AttachmentWorld {
  conversations: Pick<ConversationStore, 'find' | 'isKept'>
  store: Pick<TurnStore, 'findMessage'>
  shelf: AttachmentShelf
  dialogs: Pick<FileDialogs, 'pick'>
  publish: Publish
  ids: Ids
  /** The tools of the conversation's assistant as far as they are known: a file's first purpose depends on them. */
  toolsOf(conversationId: string): readonly string[]
}

interface Place {
  conversationId: string
}

interface AttachmentName extends Place {
  attachmentId: string
}

/** A message and the attachments that are to go with it. */
export interface HandOver extends Place {
  messageId: string
  attachmentIds: readonly string[]
}

/** What the turns need of it. */
export interface OutgoingFiles {
  /** Gives attachments to a message while it is being stored; they stay attached when that fails. */
  handOver<T>(files: HandOver, storeMessage: (parts: AttachedFile[]) => T): T
  /** A message was taken back: its files are attached again. */
  giveBack(message: { messageId: string; conversationId: string }): void
  /** The bytes of a file in pieces. @throws Failure `file-problem` */
  read(file: Pick<Attachment, 'id' | 'name'>): AsyncIterable<Uint8Array>
  /** The message is at the server, and its files with it. */
  letGo(messageId: string): void
}

export const createAttachments = (world: AttachmentWorld): Attachments => new Attachments(world)

export class Attachments implements OutgoingFiles {
  readonly #world: AttachmentWorld
  readonly #kept: Map<string, KeptFile>
  /** How many files of a conversation are being taken in right now. */
  readonly #coming = new Map<string, number>()

  constructor(world: AttachmentWorld) {
    this.#world = world
    this.#kept = new Map(world.shelf.list().map((file) => [file.id, file]))
    this.#sweep()
  }

  list = ({ conversationId }: Place): Attachment[] => this.#attachedTo(conversationId).map(toAttachment)

  /** Asks for files with the system's dialog. What cannot be attached is the reply; the rest arrives as an event. */
  async pick({ conversationId }: Place): Promise<{ refused: AppError[] }> {
    this.#mustBeHere(conversationId)
    const paths = await this.#world.dialogs.pick()
    const refused: AppError[] = []
    for (const path of paths) {
      try {
        await this.#take(conversationId, { path })
      } catch (thrown) {
        refused.push(toAppError(thrown))
      }
    }
    return { refused }
  }

  /** A file that was dropped or pasted: the window has read it, its path never left the system. @throws Failure */
  async take({ conversationId, ...file }: Place & { name: string; bytes: Uint8Array }): Promise<void> {
    this.#mustBeHere(conversationId)
    await this.#take(conversationId, file)
  }

  remove({ conversationId, attachmentId }: AttachmentName): void {
    this.#find({ conversationId, attachmentId })
    this.#kept.delete(attachmentId)
    this.#world.shelf.drop(attachmentId)
    this.#tell(conversationId)
  }

  change({ conversationId, attachmentId, purpose }: AttachmentName & { purpose: FilePurpose }): void {
    const file = this.#find({ conversationId, attachmentId })
    if (!purposesOf(file).includes(purpose)) throw new Failure({ kind: 'invalid-request' })
    this.#keep({ ...file, purpose })
    this.#tell(conversationId)
  }

  handOver<T>(
    { conversationId, messageId, attachmentIds }: HandOver,
    storeMessage: (parts: AttachedFile[]) => T,
  ): T {
    const ids = new Set(attachmentIds)
    const files = [...ids].map((attachmentId) => this.#find({ conversationId, attachmentId }))
    // A question that was taken back has brought its files along.
    const surplus = files[FILE_LIMITS.perMessage]
    if (surplus !== undefined) throw problem(surplus.name, 'too-many')
    for (const file of files) this.#keep({ ...file, messageId })
    try {
      return storeMessage(files.map(toPart))
    } catch (thrown) {
      for (const file of files) this.#keep(file)
      throw thrown
    } finally {
      if (files.length > 0) this.#tell(conversationId)
    }
  }

  giveBack({ messageId, conversationId }: { messageId: string; conversationId: string }): void {
    for (const file of this.#filesOf(messageId)) this.#keep({ ...file, messageId: null })
    this.#tell(conversationId)
  }

  read = ({ id, name }: Pick<Attachment, 'id' | 'name'>): AsyncIterable<Uint8Array> =>
    this.#world.shelf.read(id, name)

  letGo(messageId: string): void {
    for (const { id } of this.#filesOf(messageId)) {
      this.#kept.delete(id)
      this.#world.shelf.drop(id)
    }
  }

  /** Conversations are gone for good, and what was kept for them with them. */
  forget(conversationIds: readonly string[]): void {
    const gone = new Set(conversationIds)
    for (const { id, conversationId } of this.#kept.values()) {
      if (!gone.has(conversationId)) continue
      this.#kept.delete(id)
      this.#world.shelf.drop(id)
    }
  }

  async #take(conversationId: string, source: { path: string } | { name: string; bytes: Uint8Array }) {
    const { ids, shelf, toolsOf } = this.#world
    const written = 'path' in source ? source.path : source.name
    const coming = this.#coming.get(conversationId) ?? 0
    const attached = this.#attachedTo(conversationId)
    if (attached.length + coming >= FILE_LIMITS.perMessage) throw problem(written, 'too-many')
    this.#coming.set(conversationId, coming + 1)
    try {
      const id = ids.next()
      const taken = await shelf.take(id, 'path' in source ? source : { ...source, name: cleanName(written) })
      const names = this.#attachedTo(conversationId).map((file) => file.name)
      const name = distinctName(cleanName(written), names)
      const purpose = purposeFor({ name, ...taken }, toolsOf(conversationId))
      this.#keep({ id, conversationId, messageId: null, name, purpose, ...taken })
    } finally {
      this.#coming.set(conversationId, (this.#coming.get(conversationId) ?? 1) - 1)
    }
    this.#tell(conversationId)
  }

  #attachedTo(conversationId: string): KeptFile[] {
    return [...this.#kept.values()].filter(
      (file) => file.conversationId === conversationId && file.messageId === null,
    )
  }

  #filesOf(messageId: string): KeptFile[] {
    return [...this.#kept.values()].filter((file) => file.messageId === messageId)
  }

  /** An ID of another conversation, or of a file that has gone out, names nothing here. */
  #find({ conversationId, attachmentId }: AttachmentName): KeptFile {
    const file = this.#kept.get(attachmentId)
    if (file === undefined || file.conversationId !== conversationId || file.messageId !== null)
      throw new Failure({ kind: 'not-found-here', what: 'file' })
    return file
  }

  #keep(file: KeptFile) {
    this.#world.shelf.note(file)
    this.#kept.set(file.id, file)
  }

  #tell(conversationId: string) {
    const attachments = this.list({ conversationId })
    this.#world.publish({ type: 'attachments-changed', conversationId, attachments })
  }

  #mustBeHere(conversationId: string) {
    if (this.#world.conversations.find(conversationId) === null)
      throw new Failure({ kind: 'not-found-here', what: 'conversation' })
  }

  /** After a start: files nobody waits for go, files of a message that never came to be are attached again. */
  #sweep() {
    const { conversations, store, shelf } = this.#world
    for (const file of this.#kept.values()) {
      const message = file.messageId === null ? null : store.findMessage(file.messageId)
      if (!conversations.isKept(file.conversationId) || (message?.remoteId ?? null) !== null) {
        this.#kept.delete(file.id)
        shelf.drop(file.id)
      } else if (file.messageId !== null && message === null) this.#keep({ ...file, messageId: null })
    }
  }
}

const toAttachment = ({ id, name, size, pictureType, purpose }: KeptFile): Attachment => ({
  id,
  name,
  size,
  pictureType,
  purpose,
})

const toPart = (file: KeptFile): AttachedFile => ({
  ...toAttachment(file),
  type: 'attachment',
  begunAt: null,
  remoteId: null,
})

const problem = (written: string, what: 'too-many') =>
  new Failure({ kind: 'file-problem', name: cleanName(written), problem: what })
