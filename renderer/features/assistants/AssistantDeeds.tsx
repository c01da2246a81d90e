/** What can be done with an assistant as a whole: duplicate, put away, remove. */
import { Archive, ArchiveRestore, Copy, Trash2 } from 'lucide-react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmButton } from '../../ui/ConfirmDialog.tsx'
import { hostOf } from '../../ui/host.ts'
import { say, sayFailure } from '../../ui/toasts.ts'
import { isolated } from '../../ui/isolate.ts'

export interface Deeds {
  onDuplicate(): void
  onRemoved(): void
}

interface AssistantDeedsProps extends Deeds {
  assistant: Assistant
  connection: Connection | null
}

const UNDO_FOR_MS = 15_000

/** At the foot of the page. */
export function AssistantDeeds({ assistant, connection, onDuplicate, onRemoved }: AssistantDeedsProps) {
  const { id: assistantId, nickname: name, archivedAt } = assistant
  const isArchived = archivedAt !== null
  const archive = () => {
    request('assistants.setArchived', { assistantId, isArchived: !isArchived }).catch(sayFailure)
  }
  return (
    <div className="mt-10 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-2">
        {connection?.kind !== 'practice' && (
          <Button onClick={onDuplicate}>
            <Copy size={14} aria-hidden />
            {m.asst_duplicate()}
          </Button>
        )}
        <Button onClick={archive}>
          {isArchived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />}
          {isArchived ? m.asst_unarchive() : m.asst_archive()}
        </Button>
        <ConfirmButton
          question={m.form_remove_ask({ name: isolated(name) })}
          body={m.asst_remove_body({ host: hostOf(connection) })}
          yes={m.form_remove_confirm()}
          onYes={() => void removeWithUndo(assistant, onRemoved).catch(sayFailure)}
        >
          <Trash2 size={15} aria-hidden />
          {m.form_remove()}
        </ConfirmButton>
      </div>
      <p className="mt-2 text-xs text-fg-3">{isArchived ? m.asst_unarchive_hint() : m.asst_archive_hint()}</p>
    </div>
  )
}

async function removeWithUndo({ id: assistantId, nickname: name }: Assistant, onRemoved: () => void) {
  const undo = () => {
    request('assistants.restore', { assistantId }).catch(sayFailure)
  }
  await request('assistants.remove', { assistantId })
  onRemoved()
  say({
    title: m.asst_removed({ name: isolated(name) }),
    description: m.asst_removed_body(),
    lastsMs: UNDO_FOR_MS,
    action: { words: m.conversation_undo(), act: undo },
  })
}
