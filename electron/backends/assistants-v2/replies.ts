/**
 * What servers of this protocol answer, read loosely: any field may be absent, null or of another type,
 * IDs are any string. Only an object without the ID it is known by is refused.
 */
import { z } from 'zod'

const id = z.union([z.string().min(1), z.number().transform(String)])
const maybeId = id.nullish().catch(null)
const text = z.string().nullish().catch(null)
/** Seconds since the epoch. */
const time = z.number().nullish().catch(null)
const count = z.number().nullish().catch(null)
const many = z.array(z.unknown()).nullish().catch(null)
const pairs = z.record(z.string(), z.unknown()).nullish().catch(null)

export const threadReply = z.looseObject({ id })

export const messageReply = z.looseObject({
  id,
  role: text,
  status: text,
  /** Parts, or at some servers the bare text. */
  content: z.unknown().optional(),
  run_id: maybeId,
  created_at: time,
  metadata: pairs,
})

export const runReply = z.looseObject({
  id: maybeId,
  thread_id: maybeId,
  assistant_id: maybeId,
  status: text,
  required_action: z.looseObject({ type: text }).nullish().catch(null),
  /** An object, a string, or an object without a code. */
  last_error: z.unknown().optional(),
  incomplete_details: z.looseObject({ reason: text }).nullish().catch(null),
  usage: z
    .looseObject({ prompt_tokens: count, completion_tokens: count, total_tokens: count })
    .nullish()
    .catch(null),
  expires_at: time,
  created_at: time,
  metadata: pairs,
})

export const stepReply = z.looseObject({
  id,
  run_id: maybeId,
  type: text,
  status: text,
  step_details: z
    .looseObject({ message_creation: z.unknown().optional(), tool_calls: many })
    .nullish()
    .catch(null),
  last_error: z.unknown().optional(),
  created_at: time,
  completed_at: time,
  failed_at: time,
  cancelled_at: time,
  expired_at: time,
})

export const fileReply = z.looseObject({ id, filename: text, bytes: count, created_at: time })

export const assistantReply = z.looseObject({
  id: maybeId,
  name: text,
  description: text,
  model: text,
  instructions: text,
  tools: many,
  tool_resources: z.unknown().optional(),
})

export const listReply = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish().catch(null),
})

export type ListReply = z.infer<typeof listReply>
/** At some servers the bare list. */
export const assistantListReply = z.union([
  listReply,
  z.array(z.unknown()).transform((data) => ({ data, has_more: null })),
])

export type MessageReply = z.infer<typeof messageReply>
export type FileReply = z.infer<typeof fileReply>
export type RunReply = z.infer<typeof runReply>
export type StepReply = z.infer<typeof stepReply>

/** The entries of a list that can be read. */
export const readEach = <T>(entries: readonly unknown[], schema: z.ZodType<T>): T[] =>
  entries.flatMap((entry) => {
    const parsed = schema.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })

/** Servers leave null, text or a number where an object belongs. */
export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

export const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** An ID in a place where no schema looked. */
export const asId = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

/** The protocol's seconds as our milliseconds. */
export const toMs = (seconds: number | null | undefined): number | null =>
  typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null

const LONGEST_RAW = 100_000

/** What this version cannot read, as JSON to be looked at. */
export const asRaw = (value: unknown): string => (JSON.stringify(value, null, 2) ?? '').slice(0, LONGEST_RAW)

/** The words of an error in any of its shapes: an object, a string, or nothing. */
export function errorWords(error: unknown): { code: string | null; message: string | null } {
  if (typeof error === 'string') return { code: null, message: error === '' ? null : error }
  const { code, message } = asObject(error)
  return { code: asText(code), message: asText(message) }
}

/** The key under which our own ID travels in the metadata of what we create. */
export const OUR_ID = 'client_msg_id'

export const ourIdOf = ({ metadata }: Pick<RunReply, 'metadata'>): string | null => asText(metadata?.[OUR_ID])
