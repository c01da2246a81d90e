/** One conversation in which something was found: its title, then each message with the words around what was found. */
import { m } from '../../../shared/words/generated/messages.js'
import { formatAgo, formatMoment } from '../../ui/format.ts'
import { languageOf } from '../../ui/language.ts'
import { Letter } from '../../ui/Letter.tsx'
import { Marked } from '../../ui/Marked.tsx'
import type { FoundGroup } from './groups.ts'
import { RESULT } from './result-keys.ts'
import type { Face } from './whose.ts'
import { isolated } from '../../ui/isolate.ts'

export interface FoundActions {
  onShow(conversationId: string): void
  onShowMessage(conversationId: string, message: { messageId: string; position: number }): void
  /** Shows the conversation with everything in it that fits the text. */
  onShowAll(conversationId: string, text: string): void
}

interface FoundConversationProps extends FoundActions {
  group: FoundGroup
  face: Face | undefined
  isShown: boolean
  now: number
  text: string
}

const ROW = 'w-full rounded-md px-2 text-start outline-offset-[-2px] hover:bg-hover'

/** Each row is a button, reached by arrows. */
export function FoundConversation({ group, face, isShown, now, text, ...actions }: FoundConversationProps) {
  const { conversation, title, messages, hasMore } = group
  const { id } = conversation
  const name = title.text || m.conversation_untitled()
  return (
    <section aria-label={name} className="pt-2">
      <button
        type="button"
        {...RESULT}
        aria-current={isShown ? 'page' : undefined}
        title={face === undefined ? name : `${isolated(name)} · ${isolated(face.nickname)}`}
        onClick={() => actions.onShow(id)}
        className={`${ROW} flex h-8 items-center gap-2 text-sm font-medium ${isShown ? 'bg-active' : ''}`}
      >
        {face !== undefined && <Letter name={face.nickname} colour={face.colour} />}
        <bdi lang={languageOf(name)} className="min-w-0 flex-1 truncate">
          {title.text === '' ? name : <Marked {...title} />}
        </bdi>
        {conversation.archivedAt !== null && (
          <span className="shrink-0 rounded-sm bg-active px-1.5 text-2xs font-normal text-fg-2">
            {m.search_archived()}
          </span>
        )}
      </button>
      {messages.map((message) => (
        <button
          key={message.messageId}
          type="button"
          {...RESULT}
          onClick={() => actions.onShowMessage(id, message)}
          className={`${ROW} block py-1.5`}
        >
          <span className="flex items-baseline gap-2 text-2xs text-fg-3">
            <bdi className="min-w-0 flex-1 truncate">
              {message.role === 'user' ? m.search_you() : (face?.nickname ?? '')}
            </bdi>
            <time dateTime={new Date(message.at).toISOString()} title={formatMoment(message.at)}>
              {formatAgo(message.at, now)}
            </time>
          </span>
          <span
            lang={languageOf(message.excerpt.text)}
            dir="auto"
            className="line-clamp-3 text-xs text-fg-2 [overflow-wrap:anywhere]"
          >
            <Marked {...message.excerpt} />
          </span>
        </button>
      ))}
      {hasMore && (
        <button
          type="button"
          {...RESULT}
          onClick={() => actions.onShowAll(id, text)}
          className={`${ROW} h-7 text-xs font-medium text-accent`}
        >
          {m.search_more_here()}
        </button>
      )}
    </section>
  )
}
