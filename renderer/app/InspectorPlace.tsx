/** Tells the inspector which conversation is shown and which run is its latest. Its parts are fetched when it is first opened. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { chatStore } from '../features/chat/chat-store.ts'
import { latestRun } from '../features/chat/rows.ts'
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
  const latestId = useStore(chatStore, ({ pages }) => {
    const page = pages[conversationId]
    return page === undefined ? null : (latestRun(page)?.id ?? null)
  })
  return (
    <Suspense fallback={null}>
      <Inspector
        conversationId={conversationId}
        latestId={latestId}
        chosenId={chosenId}
        onChoose={chooseRun}
        onClose={closeInspector}
        isFocusWanted={isFocusWanted}
        onFocused={noteFocused}
      />
    </Suspense>
  )
}
