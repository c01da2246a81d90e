/** Keeps attached files as private copies beside a note of whose they are, until they are at the server. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FILE_PURPOSES, cleanName } from '../../shared/domain/attachment.ts'
import { Failure } from '../../shared/errors.ts'
import type { AttachmentShelf, KeptFile } from '../conversations/ports.ts'
import { copyFrom, openToRead, type Reading } from './checked-file.ts'

export interface ShelfOptions {
  folder: string
  /** A picture's type by its first bytes; null for anything else. */
  pictureTypeOf(head: Uint8Array): string | null
}

const PRIVATE = 0o600
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

  constructor(options: ShelfOptions) {
    this.#options = options
  }

  /** What is left of files without a note, or of notes without a file, goes: an app that died in between left it. */
  list(): KeptFile[] {
    const names = new Set(this.#names())
    const kept = [...names].flatMap((name) => {
      const id = NOTE.exec(name)?.[1]
      const note = id !== undefined && names.has(id) ? this.#readNote(id) : null
      return note === null ? [] : [note]
    })
    const wanted = new Set(kept.flatMap(({ id }) => [id, `${id}.json`]))
    for (const name of names) if (!wanted.has(name)) removeQuietly(join(this.#options.folder, name))
    return kept
  }

  async take(
    id: string,
    source: { path: string } | { name: string; bytes: Uint8Array },
  ): Promise<Pick<KeptFile, 'size' | 'pictureType'>> {
    const reading: Reading = 'path' in source ? await openToRead(source.path) : fromMemory(source)
    const target = this.#at(id)
    try {
      orStorageFailed(() => mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 }))
      const { size, head } = await copyFrom(reading, target)
      return { size, pictureType: this.#options.pictureTypeOf(head) }
    } catch (thrown) {
      removeQuietly(target)
      throw thrown
    } finally {
      await reading.close()
    }
  }

  note(file: KeptFile): void {
    const target = `${this.#at(file.id)}.json`
    orStorageFailed(() => {
      writeFileSync(`${target}.new`, JSON.stringify(file), { mode: PRIVATE })
      renameSync(`${target}.new`, target)
    })
  }

  async *read(id: string, name: string): AsyncGenerator<Uint8Array, void> {
    const file = await open(this.#at(id), 'r').catch(() => {
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
    for (const path of [`${this.#at(id)}.json`, this.#at(id)]) removeQuietly(path)
  }

  #at(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Failure({ kind: 'invalid-request' })
    return join(this.#options.folder, id)
  }

  #names(): string[] {
    try {
      return readdirSync(this.#options.folder)
    } catch {
      // Nothing has been attached yet.
      return []
    }
  }

  #readNote(id: string): KeptFile | null {
    try {
      const note = noteSchema.safeParse(JSON.parse(readFileSync(`${this.#at(id)}.json`, 'utf8')))
      return note.success && note.data.id === id ? note.data : null
    } catch {
      return null
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

/** What cannot be removed now is without a note, and tried again at the next start. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true })
  } catch {
    // Nobody waits for it.
  }
}

function orStorageFailed<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw new Failure({ kind: 'storage-failed' }, { cause: thrown })
  }
}
