/** Turns a message's content into parts. Kinds from the future are kept raw, never dropped. */
import type { Part } from '../../../shared/domain/conversation.ts'
import { readCitations } from './citations.ts'
import { asId, asList, asObject, asRaw, asText, type MessageReply } from './replies.ts'

/** File names by file ID, as far as the run's steps told them. */
export type FileNames = ReadonlyMap<string, string>

export function readContent(content: unknown, fileNames: FileNames): Part[] {
  if (typeof content === 'string') return [textPart(content, [], fileNames)]
  return asList(content).map((part) => readPart(part, fileNames))
}

function readPart(entry: unknown, fileNames: FileNames): Part {
  if (typeof entry === 'string') return textPart(entry, [], fileNames)
  const part = asObject(entry)
  switch (part['type']) {
    case 'text': {
      const { text } = part
      const value = asText(text) ?? asText(asObject(text)['value'])
      return value === null ? unknown(entry) : textPart(value, asObject(text)['annotations'], fileNames)
    }
    case 'image_file': {
      const fileId = asId(asObject(part['image_file'])['file_id'])
      return fileId === null ? unknown(entry) : { type: 'image', fileId }
    }
    case 'image_url': {
      const url = asText(part['image_url']) ?? asText(asObject(part['image_url'])['url'])
      return url === null ? unknown(entry) : { type: 'image-url', url }
    }
    case 'refusal': {
      const text = asText(part['refusal'])
      return text === null ? unknown(entry) : { type: 'refusal', text }
    }
    default:
      return unknown(entry)
  }
}

const textPart = (text: string, annotations: unknown, fileNames: FileNames): Part => ({
  type: 'text',
  text,
  citations: readCitations(text, annotations, fileNames),
})

const unknown = (entry: unknown): Part => ({ type: 'unknown', raw: asRaw(entry) })

/** True when there is nothing in it to look at. */
export const isEmpty = (content: readonly Part[]): boolean =>
  content.every((part) => (part.type === 'text' || part.type === 'refusal') && part.text.trim() === '')

export const isAssistants = ({ role }: MessageReply): boolean => role?.toLowerCase() === 'assistant'

/** A message's text for comparing it with what we sent. */
export const textOf = ({ content }: MessageReply): string =>
  readContent(content, new Map())
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
