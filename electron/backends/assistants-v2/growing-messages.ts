/** The messages of a run while a stream tells of them: text piece by piece, then each message whole. */
import type { RemoteAnswer, TurnEvent } from '../../conversations/ports.ts'
import { isAssistants, isEmpty, readContent, type FileNames } from './read-message.ts'
import { asId, asList, asObject, asText, type MessageReply } from './replies.ts'

export interface GrowingMessages {
  /** A message that begins, or of which there is news. */
  meet(message: MessageReply): void
  grow(messageId: string, delta: unknown): TurnEvent[]
  /** The message is whole: what it says replaces what grew. */
  complete(message: MessageReply, fileNames: FileNames): TurnEvent[]
  /** Everything heard so far, whole or not, in the order it began. */
  answers(): RemoteAnswer[]
}

/** Beyond these a stream is hostile. Text counts in UTF-16 units per message. */
const MOST_MESSAGES = 500
const MOST_PARTS = 128
const MOST_TEXT = 8 * 1024 * 1024

interface Growing {
  texts: Map<number, string>
  size: number
  whole: RemoteAnswer | null
}

/** Messages of other runs are not ours to show. Maps, because an ID may be `__proto__`. */
export function createGrowingMessages(isOurs: (message: MessageReply) => boolean): GrowingMessages {
  const ours = new Map<string, Growing>()
  const foreign = new Set<string>()

  function find(id: string): Growing | null {
    const known = ours.get(id)
    if (known !== undefined) return known
    if (foreign.has(id) || ours.size >= MOST_MESSAGES) return null
    const begun: Growing = { texts: new Map(), size: 0, whole: null }
    ours.set(id, begun)
    return begun
  }

  function meet(message: MessageReply) {
    if (isAssistants(message) && isOurs(message)) find(message.id)
    else if (foreign.size < MOST_MESSAGES && !ours.has(message.id)) foreign.add(message.id)
  }

  return {
    meet,
    grow(messageId, delta) {
      const message = find(messageId)
      if (message === null || message.whole !== null) return []
      return asList(asObject(delta)['content']).flatMap((entry) => {
        const part = asObject(entry)
        const text = asText(asObject(part['text'])['value']) ?? asText(part['text']) ?? ''
        const index = part['index'] ?? 0
        if (text === '' || !isIndex(index) || message.size + text.length > MOST_TEXT) return []
        const before = message.texts.get(index) ?? ''
        message.texts.set(index, before + text)
        message.size += text.length
        return [{ type: 'text-grew' as const, remoteId: messageId, part: index, at: before.length, text }]
      })
    },
    complete(message, fileNames) {
      meet(message)
      const growing = ours.get(message.id)
      const content = readContent(message.content, fileNames)
      if (growing === undefined || isEmpty(content)) return []
      growing.whole = { remoteId: message.id, content, isPartial: message.status === 'incomplete' }
      return [{ type: 'answers', answers: wholes(ours) }]
    },
    answers: () =>
      [...ours].flatMap(([remoteId, { texts, whole }]) => {
        const content = readContent(textsInOrder(texts), new Map())
        if (whole !== null) return [whole]
        return isEmpty(content) ? [] : [{ remoteId, content, isPartial: true }]
      }),
  }
}

const wholes = (ours: ReadonlyMap<string, Growing>): RemoteAnswer[] =>
  [...ours.values()].flatMap(({ whole }) => (whole === null ? [] : [whole]))

const textsInOrder = (texts: ReadonlyMap<number, string>): string[] =>
  [...texts].toSorted(([a], [b]) => a - b).map(([, text]) => text)

export const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < MOST_PARTS

/** The ID and delta of a `….delta` event. */
export function readDelta(data: unknown): { id: string; delta: unknown } | null {
  const { id, delta } = asObject(data)
  const known = asId(id)
  return known === null ? null : { id: known, delta }
}
