/** Hands the runs of the shown conversation to the inspector. Its parts are fetched when it is first opened. */
import { lazy, Suspense, useMemo } from 'react'
import { useStore } from 'zustand'
import { plainText } from '../../shared/domain/conversation.ts'
import { chatStore } from '../features/chat/chat-store.ts'
import type { Page } from '../features/chat/pages.ts'
import { chooseRun, closeInspector, inspectorStore, noteFocused } from './inspector-actions.ts'

const Inspector = lazy(async () => ({
  default: (await import('../features/inspector/Inspector.tsx')).Inspector,
}))

/** Takes no room while it is closed. */
export function InspectorPlace({ conversationId }: { conversationId: string }) {
  const isOpen = useStore(inspectorStore, (state) => state.isOpen)
  return isOpen ? <Open key={conversationId} conversationId={conversationId} /> : null
}

function Open({ conversationId }: { conversationId: string }) {
  const chosenId = useStore(inspectorStore, ({ chosen }) => chosen[conversationId] ?? null)
  const isFocusWanted = useStore(inspectorStore, (state) => state.isFocusWanted)
  const messages = useStore(chatStore, ({ pages }) => pages[conversationId]?.messages)
  const runs = useStore(chatStore, ({ pages }) => pages[conversationId]?.runs)
  const choices = useMemo(() => choicesOf(messages ?? [], runs ?? {}), [messages, runs])
  return (
    <Suspense fallback={null}>
      <Inspector
        conversationId={conversationId}
        choices={choices}
        chosenId={chosenId}
        onChoose={chooseRun}
        onClose={closeInspector}
        isFocusWanted={isFocusWanted}
        onFocused={noteFocused}
      />
    </Suspense>
  )
}

const TITLE_CHARACTERS = 80

/** Newest first. */
function choicesOf(messages: Page['messages'], runs: Page['runs']) {
  const questions = new Map(messages.map((message) => [message.id, message]))
  return Object.values(runs)
    .toSorted((one, two) => two.startedAt - one.startedAt)
    .map(({ id, messageId, startedAt }) => {
      const question = questions.get(messageId)
      return {
        id,
        startedAt,
        title: question === undefined ? id : plainText(question).slice(0, TITLE_CHARACTERS),
      }
    })
}
