/** Text that has come in ahead of the stored message: appended where it fits, dropped where the stored text has caught up. */
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Message } from '../../../shared/domain/conversation.ts'

/** By message, then by part of its content. */
export type LiveTexts = Readonly<Record<string, Readonly<Record<number, string>>>>

type Growth = Extract<AppEvent, { type: 'text-grew' }>

/** The texts after a growth, or `gap` when something before it is missing. */
export function grow(live: LiveTexts, message: Message, growth: Growth): LiveTexts | 'gap' {
  if (message.role === 'user' || message.status !== 'growing') return live
  const shown = live[message.id]?.[growth.part] ?? storedText(message, growth.part)
  if (growth.at > shown.length) return 'gap'
  const news = growth.text.slice(shown.length - growth.at)
  if (news === '') return live
  return { ...live, [message.id]: { ...live[message.id], [growth.part]: shown + news } }
}

/** Drops what a stored message says itself; keeps text that goes on from it. */
export function settle(live: LiveTexts, message: Message): LiveTexts {
  const texts = live[message.id]
  if (texts === undefined) return live
  const { [message.id]: _left, ...rest } = live
  if (message.role === 'user' || message.status !== 'growing') return rest
  const ahead = Object.entries(texts).filter(([part, text]) => {
    const stored = storedText(message, Number(part))
    return text.length > stored.length && text.startsWith(stored)
  })
  return ahead.length === 0 ? rest : { ...rest, [message.id]: Object.fromEntries(ahead) }
}

function storedText(message: Message, part: number): string {
  const stored = message.content[part]
  return stored?.type === 'text' ? stored.text : ''
}
