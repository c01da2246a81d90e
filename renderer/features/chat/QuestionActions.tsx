/** What can be done with a question that was asked: copy it, ask another assistant the same. */
import { Forward } from 'lucide-react'
import { lazy, Suspense, useContext, useState } from 'react'
import { plainText, type Question } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ElsewhereContext } from './elsewhere-context.ts'

const AskMenu = lazy(async () => ({ default: (await import('./AskMenu.tsx')).AskMenu }))

/** Appears on hover and when something in the question has the focus. */
export function QuestionActions({ question }: { question: Question }) {
  const { assistants, askElsewhere } = useContext(ElsewhereContext)
  const [anchor, setAnchor] = useState<Element | null>(null)
  const { id: messageId, conversationId } = question
  return (
    <div
      className={`-me-1 flex h-7 transition-opacity duration-120 group-focus-within/question:opacity-100 group-hover/question:opacity-100 ${anchor === null ? 'opacity-0' : ''}`}
    >
      <CopyButton text={() => plainText(question)} label={m.copy()} />
      {assistants.length > 0 && (
        <IconButton
          label={m.ask_this_to()}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        >
          <Forward size={15} />
        </IconButton>
      )}
      {anchor !== null && (
        <Suspense fallback={null}>
          <AskMenu
            anchor={anchor}
            assistants={assistants}
            onPick={(assistantId) => askElsewhere({ conversationId, messageId }, assistantId)}
            onClose={() => setAnchor(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
