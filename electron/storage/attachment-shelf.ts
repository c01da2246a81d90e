/** Keeps attached files as private copies beside a note of whose they are, until they are at the server. */
import { join } from 'node:path'
import { z } from 'zod'
import { FILE_PURPOSES, cleanName } from '../../shared/domain/attachment.ts'
import { Failure } from '../../shared/errors.ts'
import type { AttachmentShelf, KeptFile } from '../conversations/ports.ts'
import { copyFrom, openToRead, type Reading } from './checked-file.ts'
import { orNotKept, readIfThere, removeQuietly, systemDisk, writeWhole, type Disk } from './disk.ts'

export interface ShelfOptions {
  folder: string
  /** A picture's type by its first bytes; null for anything else. */
  pictureTypeOf(head: Uint8Array): string | null
  disk?: Disk
}

const PIECE_BYTES = 64 * 1024
const NOTE = /^([0-9a-f-]{36})\.json$/

const noteSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1),
  size: z.number().int().positive(),
  pictureType: z.string().nullable(),
  purpose: z.enum(FILE_PURPOSES),
  conversationId: z.string(),
  messageId: z.string().nullable(),
})

export const createAttachmentShelf = (options: ShelfOptions): AttachmentShelf => new FolderShelf(options)

class FolderShelf implements AttachmentShelf {
  readonly #options: ShelfOptions
  readonly #disk: Disk

  constructor(options: ShelfOptions) {
    this.#options = options
    this.#disk = options.disk ?? systemDisk
  }

  /** What is left of files without a note, or of notes without a file, goes: an app that died in between left it. */
  list(): KeptFile[] {
    const names = new Set(this.#names())
    const wanted = new Set<string>()
    const kept = [...names].flatMap((name) => {
      const id = NOTE.exec(name)?.[1]
      const note = id !== undefined && names.has(id) ? this.#readNote(id) : null
      if (id === undefined || note === null) return []
      for (const ours of [id, `${id}.json`]) wanted.add(ours)
      return note === 'unreadable' ? [] : [note]
    })
    for (const name of names)
      if (!wanted.has(name)) removeQuietly(this.#disk, join(this.#options.folder, name))
    return kept
  }

  async take(
    id: string,
    source: { path: string } | { name: string; bytes: Uint8Array },
  ): Promise<Pick<KeptFile, 'size' | 'pictureType'>> {
    const reading: Reading = 'path' in source ? await openToRead(source.path) : fromMemory(source)
    const target = this.#at(id)
    try {
      orNotKept(() => this.#disk.mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 }))
      const { size, head } = await copyFrom(reading, target, this.#disk)
      return { size, pictureType: this.#options.pictureTypeOf(head) }
    } catch (thrown) {
      removeQuietly(this.#disk, target)
      throw thrown
    } finally {
      await reading.close()
    }
  }

  note(file: KeptFile): void {
    orNotKept(() => writeWhole(this.#disk, `${this.#at(file.id)}.json`, JSON.stringify(file)))
  }

  async *read(id: string, name: string): AsyncGenerator<Uint8Array, void> {
    const file = await this.#disk.later.open(this.#at(id), 'r').catch(() => {
      throw new Failure({ kind: 'file-problem', name, problem: 'gone' })
    })
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }

  drop(id: string): void {
    for (const path of [`${this.#at(id)}.json`, this.#at(id)]) removeQuietly(this.#disk, path)
  }

  #at(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Failure({ kind: 'invalid-request' })
    return join(this.#options.folder, id)
  }

  #names(): string[] {
    try {
      return this.#disk.readdirSync(this.#options.folder)
    } catch {
      // Nothing has been attached yet.
      return []
    }
  }

  /** Null for none; one that only cannot be read now may be sound. */
  #readNote(id: string): KeptFile | 'unreadable' | null {
    try {
      const bytes = readIfThere(this.#disk, `${this.#at(id)}.json`)
      const note = bytes === null ? null : noteSchema.safeParse(JSON.parse(bytes.toString('utf8')))
      return note?.success === true && note.data.id === id ? note.data : null
    } catch (thrown) {
      return thrown instanceof Failure ? 'unreadable' : null
    }
  }
}

function fromMemory({ name, bytes }: { name: string; bytes: Uint8Array }): Reading {
  return {
    name: cleanName(name),
    async *pieces() {
      yield bytes
    },
    close: () => Promise.resolve(),
  }
}
