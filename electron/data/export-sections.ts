/** What a message or a run says in an exported document, as plain blocks. How they look is for the format that writes them. */
import type { Citation, Part } from '../../shared/domain/conversation.ts'
import type { ExportedMessage } from '../../shared/domain/export.ts'
import { m } from '../../shared/words/generated/messages.js'
import type { ExportHead } from './export-subject.ts'
import { readable } from './stamps.ts'

export interface Fact {
  label: string
  value: string
  /** An ID or an address: to be copied, not read. */
  isCode?: boolean
}

export type Block =
  /** Words of a person or an assistant, usually Markdown. */
  | { kind: 'said'; text: string }
  /** Shown to the letter. */
  | { kind: 'exact'; label: string; language: string; text: string }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'list'; label: string; items: string[] }

export interface Section {
  kind: 'question' | 'answer' | 'run'
  title: string
  /** For people; empty when it is not known. */
  at: string
  blocks: Block[]
}

/** What stands above everything. */
export function factsOfConversation({ conversation, assistant, connection, ...head }: ExportHead): Fact[] {
  return facts(
    [m.export_assistant(), assistant === null ? m.export_nobody() : assistant.nickname],
    ['', assistant?.remoteId, true],
    [m.export_server(), connection?.name],
    ['', connection?.baseUrl, true],
    [m.export_thread(), conversation.threadId, true],
    [m.export_conversation_id(), conversation.id, true],
    [m.export_begun(), readable(conversation.createdAt)],
    [m.export_changed(), readable(conversation.updatedAt)],
    [m.export_exported(), `${readable(head.exportedAt)} (${head.timeZone})`],
    ['', m.export_with(head.app)],
  )
}

/** The title of a conversation, also of one that has none. */
export const titleOf = ({ conversation }: ExportHead): string => conversation.title || m.export_untitled()

export function sectionOfMessage(message: ExportedMessage, head: ExportHead): Section {
  const isQuestion = message.role === 'user'
  const sources = message.content.flatMap((part) => (part.type === 'text' ? part.citations : []))
  return {
    kind: isQuestion ? 'question' : 'answer',
    title: isQuestion ? m.speaker_you() : (head.assistant?.nickname ?? m.export_nobody()),
    at: readable(message.createdAt),
    blocks: [
      ...message.content.map(blockOfPart),
      ...(sources.length === 0
        ? []
        : [{ kind: 'list' as const, label: m.export_sources(), items: sources.map(sourceWords) }]),
      {
        kind: 'facts',
        facts: facts(
          ['', stateWords(message)],
          [m.export_message_id(), message.remoteId ?? message.id, true],
        ),
      },
    ],
  }
}

function blockOfPart(part: Part): Block {
  switch (part.type) {
    case 'text':
      return { kind: 'said', text: part.text }
    case 'refusal':
      return { kind: 'said', text: m.export_refusal({ text: part.text }) }
    case 'image':
      return { kind: 'list', label: '', items: [m.export_image({ id: part.fileId })] }
    case 'image-url':
      return { kind: 'list', label: '', items: [m.export_image_url({ url: part.url })] }
    case 'attachment':
      return {
        kind: 'list',
        label: '',
        items: [m.export_file({ name: part.name, id: part.remoteId ?? part.id })],
      }
    case 'unknown':
      return { kind: 'exact', label: m.export_unknown({ name: '?' }), language: 'json', text: part.raw }
  }
}

function sourceWords({ marker, fileName, fileId, url, quote }: Citation): string {
  const where = [fileName, fileId, url].filter((known) => known !== null && known !== '').join(', ')
  return [marker, where, quote === null || quote === '' ? '' : `“${quote}”`].filter(Boolean).join(' ')
}

function stateWords({ status }: ExportedMessage): string | null {
  switch (status) {
    case 'queued':
      return m.export_queued()
    case 'failed':
      return m.export_not_sent()
    case 'unsure':
      return m.export_unsure()
    case 'partial':
    case 'growing':
      return m.export_partial()
    default:
      return null
  }
}

/** Leaves out what is not known. */
export const facts = (
  ...known: (readonly [label: string, value: string | null | undefined, isCode?: boolean])[]
): Fact[] =>
  known.flatMap(([label, value, isCode = false]) =>
    value === null || value === undefined || value === '' ? [] : [{ label, value, isCode }],
  )
