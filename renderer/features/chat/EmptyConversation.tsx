/** A conversation nobody has said anything in: who is there, and three questions to begin with. */
import { ArrowUp } from 'lucide-react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { hostOf } from '../../ui/host.ts'
import { Letter } from '../../ui/Letter.tsx'
import { suggestionsFor } from './suggestions.ts'
import { isolated } from '../../ui/isolate.ts'

interface EmptyConversationProps {
  assistant: Assistant
  connection: Connection | null
  /** A question was picked. */
  onPick(text: string): void
}

/** Also the `log`, so that it is there before the first message. */
export function EmptyConversation({ assistant, connection, onPick }: EmptyConversationProps) {
  const { nickname, colour } = assistant
  const isPractice = connection?.kind === 'practice'
  return (
    <div
      role="log"
      aria-label={m.conversation_log()}
      className="scroll grid min-h-0 flex-1 place-items-center overflow-y-auto px-6 py-6"
    >
      <div className="flex w-full max-w-[560px] flex-col items-center text-center">
        <Letter name={nickname} colour={colour} size="large" />
        <h2 className="mt-4 text-[20px] leading-7 font-semibold tracking-[-.015em]">
          {m.empty_title({ name: isolated(nickname) })}
        </h2>
        <p className="mt-1 text-sm text-fg-2">
          {isPractice ? m.empty_body_practice() : m.empty_body({ host: hostOf(connection) })}
        </p>
        <ul aria-label={m.suggestions()} className="mt-6 flex w-full flex-col gap-2">
          {suggestionsFor(assistant).map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => onPick(text)}
                className="group flex w-full items-center gap-3 rounded-lg border border-line bg-raised px-4 py-2.5 text-start text-sm transition-colors duration-120 hover:border-line-strong hover:bg-hover"
              >
                <span className="flex-1">{text}</span>
                <ArrowUp size={15} aria-hidden className="text-fg-3 group-hover:text-accent" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
