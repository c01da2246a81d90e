/** What was deleted and can still be brought back: restore it, or delete it for good. */
import { RotateCcw, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { RemovedConversation } from '../../../shared/domain/conversation.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { onEvent, request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmButton } from '../../ui/ConfirmDialog.tsx'
import { formatMoment, joinSentences } from '../../ui/format.ts'
import { Letter } from '../../ui/Letter.tsx'
import { sayFailure } from '../../ui/toasts.ts'
import { facesOf, type Face, type Whose } from './whose.ts'
import { isolated } from '../../ui/isolate.ts'

interface RecentlyDeletedProps {
  /** All that anything is known of, removed ones too. */
  assistants: readonly Face[]
}

/** Asks main when it is shown, and again whenever something comes or goes. */
export function RecentlyDeleted({ assistants }: RecentlyDeletedProps) {
  const { removed, failure, read } = useRemoved()
  const whose = facesOf(assistants)
  return (
    <section aria-labelledby="recently-deleted">
      <h2 id="recently-deleted" className="text-base font-semibold">
        {m.removed_title()}
      </h2>
      <p className="mt-1 text-sm text-fg-2">{m.removed_intro()}</p>
      {failure !== null && <Failed error={failure} onTryAgain={read} />}
      {failure === null && removed === null && (
        <output aria-label={m.loading()} className="live mt-4 block h-11 rounded-lg bg-sunk" />
      )}
      {failure === null && removed !== null && removed.length === 0 && (
        <p className="mt-4 rounded-lg border border-line px-4 py-3 text-sm text-fg-3">{m.removed_empty()}</p>
      )}
      {failure === null && removed !== null && removed.length > 0 && (
        <ul className="scroll mt-4 max-h-[420px] divide-y divide-line overflow-y-auto rounded-lg border border-line">
          {removed.map((conversation) => (
            <Row key={conversation.id} conversation={conversation} whose={whose} onDone={read} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Failed({ error, onTryAgain }: { error: AppError; onTryAgain(): void }) {
  return (
    <div role="alert" className="mt-4 flex items-center gap-3 text-sm text-bad">
      <p className="min-w-0 flex-1">{joinSentences(m.removed_failed(), explain(error).title)}</p>
      <Button onClick={onTryAgain}>{m.try_again()}</Button>
    </div>
  )
}

interface RowProps {
  conversation: RemovedConversation
  whose: Whose
  onDone(): void
}

function Row({ conversation, whose, onDone }: RowProps) {
  const { id, title: written, removedAt } = conversation
  const { nickname, colour } = whose(conversation)
  const title = written || m.conversation_untitled()
  const ask = (route: 'conversations.restore' | 'conversations.purge') => {
    request(route, { conversationIds: [id] }).then(onDone, sayFailure)
  }
  return (
    <li aria-label={title} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <Letter name={nickname} colour={colour} />
      <div className="min-w-40 flex-1">
        <p className="truncate text-sm" title={title}>
          {title}
        </p>
        <p className="truncate text-xs text-fg-3">
          {nickname} · {m.removed_when({ when: formatMoment(removedAt) })}
        </p>
      </div>
      <Button onClick={() => ask('conversations.restore')}>
        <RotateCcw size={14} aria-hidden />
        {m.removed_restore()}
      </Button>
      <ConfirmButton
        question={m.removed_purge_question({ title: isolated(title) })}
        body={m.removed_purge_body()}
        yes={m.removed_purge()}
        onYes={() => ask('conversations.purge')}
      >
        <Trash2 size={14} aria-hidden />
        {m.removed_purge()}
      </ConfirmButton>
    </li>
  )
}

function useRemoved() {
  const [removed, setRemoved] = useState<RemovedConversation[] | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const read = useCallback(() => {
    const take = (listed: RemovedConversation[]) => {
      setRemoved(listed)
      setFailure(null)
    }
    request('conversations.listRemoved').then(take, (thrown: unknown) => setFailure(toAppError(thrown)))
  }, [])
  useEffect(() => {
    read()
    return onEvent(({ type }) => {
      if (type === 'conversations-removed') read()
    })
  }, [read])
  return { removed, failure, read }
}
