/** Requests about files: attaching them to a question, saving those an assistant made. */
import { z } from 'zod'
import { FILE_LIMITS, FILE_PURPOSES, type Attachment } from '../../domain/attachment.ts'
import type { AppError } from '../../errors.ts'
import { conversation, id, route } from './route.ts'

const attachment = z.strictObject({ conversationId: id, attachmentId: z.uuid() })

/** Where a file was saved, without its path. */
export interface SavedFile {
  name: string
  folder: string
}

export const fileRoutes = {
  /** What is attached to the message being written; changes arrive as events. */
  'files.list': route(conversation).replies<Attachment[]>(),
  /** Opens the system's dialog. What cannot be attached is the reply. Paths never come here. */
  'files.pick': route(conversation).replies<{ refused: AppError[] }>(),
  /** A dropped or pasted file, read by the window. */
  'files.take': route(
    z.strictObject({
      conversationId: id,
      name: z.string().max(4_000),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= FILE_LIMITS.bytesThroughWindow),
    }),
  ).replies<void>(),
  'files.remove': route(attachment).replies<void>(),
  'files.change': route(attachment.extend({ purpose: z.enum(FILE_PURPOSES) })).replies<void>(),
  /** Fetches a file from the server and asks where to keep it. Null when the person thought better of it. */
  'files.save': route(
    z.strictObject({ conversationId: id, fileId: id, name: z.string().max(4_000).nullable() }),
  ).replies<SavedFile | null>(),
}
