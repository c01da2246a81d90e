/** One conversation: its messages, what is going on, and where you write. */
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { isOver } from '../../../shared/domain/run.ts'
import type { AppError } from '../../../shared/errors.ts'
import { AssistantContext } from './assistant-context.ts'
import { chatStore, openConversation } from './chat-store.ts'
import { ChatHeader } from './ChatHeader.tsx'
import { Composer } from './Composer.tsx'
import { focusComposer } from './composer-focus.ts'
import type { ComposerModel } from './composer-store.ts'
import { DropArea } from './DropArea.tsx'
import { EmptyConversation } from './EmptyConversation.tsx'
import { FindBar } from './FindBar.tsx'
import { findStore } from './find-store.ts'
import { MessageList } from './MessageList.tsx'
import { Skeleton } from './Skeleton.tsx'
import type { Page } from './pages.ts'
import { pickQuestion } from './pick-question.ts'
import { queueActions } from './queue-actions.ts'
import { latestRun, rowsOf } from './rows.ts'
import { ThreadGone } from './ThreadGone.tsx'
import { usePaging } from './use-paging.ts'
import { writingIn } from './writing.ts'

const AssistantGone = lazy(async () => ({ default: (await import('./AssistantGone.tsx')).AssistantGone }))
const Announcer = lazy(async () => ({ default: (await import('./Announcer.tsx')).Announcer }))
const OpenFailed = lazy(async () => ({ default: (await import('./OpenFailed.tsx')).OpenFailed }))

export interface ChatScreenProps {
  conversation: Conversation
  assistant: Assistant
  connection: Connection | null
  onOpenSettings(about: AppError): void
  isInspectorOpen: boolean
  onToggleInspector(): void
  /** What can be done with the conversation as a whole. */
  menu?: ReactNode
  /** Given where the assistant is gone for good: there is nobody to write to. */
  onConnectAgain?: (() => void) | undefined
  /** Shows how a run came to its answer. */
  onInspect(runId: string): void
}

/** Keyed by the conversation, so that nothing of one leaks into the next. */
export function ChatScreen(props: ChatScreenProps) {
  const { conversation, assistant } = props
  const { id } = conversation
  const [{ composer, files }] = useState(() => writingIn(conversation))
  const page = useStore(chatStore, ({ pages }) => pages[id])
  const failure = useStore(chatStore, ({ failures }) => failures[id])
  const isFinding = useStore(findStore, (find) => find.conversationId === id)
  const run = page === undefined ? null : latestRun(page)
  const isRunLive = run === null ? conversation.isBusy : !isOver(run)
  useEffect(() => () => void composer.saveDraft(), [composer])
  useEffect(() => void files.load(), [files])

  return (
    <DropArea files={files} onDropped={focusComposer}>
      <ChatHeader {...props} run={run} />
      {page === undefined && failure === undefined && <Skeleton />}
      {page === undefined && failure !== undefined && (
        <Suspense fallback={<Skeleton />}>
          <OpenFailed error={failure} onTryAgain={() => void openConversation(id)} />
        </Suspense>
      )}
      {isFinding && page !== undefined && <FindBar />}
      {page !== undefined && <Messages {...props} page={page} composer={composer} />}
      {page !== undefined && (
        <Suspense fallback={null}>
          <Announcer run={run} messages={page.messages} speaker={assistant.nickname} isAway={page.hasLater} />
        </Suspense>
      )}
      <ThreadGone conversation={conversation} run={run} />
      <div className="shrink-0 px-3 pt-1 pb-4 sm:px-6">
        {props.onConnectAgain === undefined ? (
          <Composer
            composer={composer}
            files={files}
            assistantName={assistant.nickname}
            isRunLive={isRunLive}
          />
        ) : (
          <Suspense fallback={null}>
            <AssistantGone name={assistant.nickname} onConnectAgain={props.onConnectAgain} />
          </Suspense>
        )}
      </div>
    </DropArea>
  )
}

interface MessagesProps extends ChatScreenProps {
  page: Page
  composer: ComposerModel
}

function Messages(props: MessagesProps) {
  const { page, composer, conversation, assistant, connection, onOpenSettings, onInspect } = props
  const { id } = conversation
  const { messages, runs, hasLater } = page
  const rows = useMemo(() => rowsOf({ messages, runs }), [messages, runs])
  const paging = usePaging(id, page)
  const queue = useMemo(() => queueActions(composer), [composer])
  if (rows.length === 0)
    return (
      <EmptyConversation
        assistant={assistant}
        connection={connection}
        onPick={(text) => pickQuestion(composer, text)}
      />
    )
  return (
    <AssistantContext value={assistant}>
      <MessageList
        conversationId={id}
        rows={rows}
        speaker={assistant.nickname}
        queue={queue}
        onOpenSettings={onOpenSettings}
        onInspect={onInspect}
        hasLater={hasLater}
        {...paging}
      />
    </AssistantContext>
  )
}
