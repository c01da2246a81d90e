/** A whole conversation as plain text on the clipboard, also the messages that are not drawn. */
import { plainText, type Message } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { formatNumber, named } from '../../ui/format.ts'
import { say, sayFailure } from '../../ui/toasts.ts'

const COPIED_LASTS_MS = 3_000

/** Says in passing how much was copied, or why nothing was. */
export async function copyConversation(conversationId: string, speaker: string): Promise<void> {
  try {
    const messages = await allMessages(conversationId)
    await navigator.clipboard.writeText(messages.map((message) => asText(message, speaker)).join('\n\n'))
    const title = m.copied_conversation({ count: formatNumber(messages.length) })
    say({ title, lastsMs: COPIED_LASTS_MS, topic: 'copied' })
  } catch (thrown) {
    sayFailure(thrown)
  }
}

async function allMessages(conversationId: string): Promise<Message[]> {
  const all: Message[] = []
  for (let afterPosition = Number.MIN_SAFE_INTEGER; ;) {
    const wish = { conversationId, beforePosition: null, afterPosition }
    const { messages, hasLater } = await request('conversations.open', wish)
    all.push(...messages)
    const last = messages.at(-1)
    if (!hasLater || last === undefined) return all
    afterPosition = last.position
  }
}

function asText(message: Message, speaker: string): string {
  const who = message.role === 'user' ? m.speaker_you() : speaker
  return `${named(who, '').trim()}\n${plainText(message)}`
}
