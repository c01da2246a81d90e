/** Makes messages out of what clients send. */
import { inSeconds } from './clock.ts'
import { isFields, metadataIn, optionalList, refuseUnknown, requiredText, type Fields } from './fields.ts'
import { badRequest } from './replies.ts'
import type { ContentPart, Message } from './wire.ts'
import type { World } from './world.ts'

const LONGEST_TEXT = 256_000

/** A message as its author wants it, checked and still without a thread. */
export type Draft = Pick<Message, 'role' | 'content' | 'attachments' | 'metadata'>

export function draftFrom(fields: Fields): Draft {
  refuseUnknown(fields, ['role', 'content', 'attachments', 'metadata'])
  const role = requiredText(fields, 'role')
  if (role !== 'user' && role !== 'assistant')
    throw badRequest(
      "Invalid value for 'role': supported values are 'user' and 'assistant'.",
      'role',
      'invalid_value',
    )
  return {
    role,
    content: contentFrom(fields),
    attachments: optionalList(fields, 'attachments', 20),
    metadata: metadataIn(fields),
  }
}

/** The drafts in a list field, as thread creation and additional_messages carry them. */
export function draftsIn(fields: Fields, name: string): Draft[] {
  return optionalList(fields, name, 100).map((item) => {
    if (!isFields(item))
      throw badRequest(`Invalid type for '${name}': expected objects.`, name, 'invalid_type')
    return draftFrom(item)
  })
}

function contentFrom(fields: Fields): ContentPart[] {
  if (!Array.isArray(fields.content)) return [textPart(requiredText(fields, 'content'))]
  const parts = optionalList(fields, 'content', 100).map(partFrom)
  if (parts.length === 0) throw badRequest("Invalid 'content': empty array.", 'content', 'empty_array')
  return parts
}

function textPart(value: string): ContentPart {
  if (value.trim() === '') throw badRequest('Message content must be non-empty.', 'content')
  if (value.length > LONGEST_TEXT)
    throw badRequest(
      `Invalid 'content': string too long. Expected a string with maximum length ${LONGEST_TEXT}, but got a string with length ${value.length} instead.`,
      'content',
      'string_above_max_length',
    )
  return { type: 'text', text: { value, annotations: [] } }
}

function partFrom(item: unknown): ContentPart {
  if (!isFields(item))
    throw badRequest("Invalid type for 'content': expected objects.", 'content', 'invalid_type')
  const type = requiredText(item, 'type')
  if (type === 'text') return textPart(requiredText(item, 'text'))
  if (type === 'image_file')
    return { type, image_file: { file_id: inner(item, type, 'file_id'), detail: 'auto' } }
  if (type === 'image_url') return { type, image_url: { url: inner(item, type, 'url'), detail: 'auto' } }
  throw badRequest(
    "Invalid value for 'content[].type': supported values are 'text', 'image_file' and 'image_url'.",
    'content',
    'invalid_value',
  )
}

function inner(item: Fields, type: string, name: string): string {
  const holder = item[type]
  if (!isFields(holder)) throw badRequest(`Missing required parameter: 'content[].${type}'.`, 'content')
  return requiredText(holder, name)
}

export function messageOf({ clock, newId }: World, threadId: string, draft: Draft): Message {
  const now = inSeconds(clock.now())
  return {
    id: newId('msg_'),
    object: 'thread.message',
    created_at: now,
    thread_id: threadId,
    status: 'completed',
    incomplete_details: null,
    completed_at: now,
    incomplete_at: null,
    assistant_id: null,
    run_id: null,
    ...draft,
  }
}
