/** The assistants of one connection, each a way to its own page. */
import { ChevronRight, Plus } from 'lucide-react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Letter } from '../../ui/Letter.tsx'

interface AssistantsHereProps {
  assistants: readonly Assistant[]
  onOpen(assistantId: string): void
  /** Null where none can be added. */
  onAdd: (() => void) | null
}

/** Also says that there are none. */
export function AssistantsHere({ assistants, onOpen, onAdd }: AssistantsHereProps) {
  return (
    <section aria-labelledby="assistants-here" className="mt-10 border-t border-line pt-6">
      <div className="mb-3 flex items-center gap-3">
        <h2 id="assistants-here" className="min-w-0 flex-1 text-[17px] leading-[26px] font-semibold">
          {m.conn_assistants()}
        </h2>
        {onAdd !== null && (
          <Button onClick={onAdd}>
            <Plus size={15} aria-hidden />
            {m.conn_add_assistant()}
          </Button>
        )}
      </div>
      {assistants.length === 0 ? (
        <p className="text-sm text-fg-2">{m.conn_no_assistants()}</p>
      ) : (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {assistants.map(({ id, nickname, colour, remoteId, archivedAt }) => (
            <li key={id} className="border-t border-line first:border-t-0">
              <button
                type="button"
                onClick={() => onOpen(id)}
                className="flex w-full items-center gap-3 px-3.5 py-2.5 text-start hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <Letter name={nickname} colour={colour} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm font-medium">{nickname}</span>
                  <span className="block truncate font-mono text-xs text-fg-2">{remoteId}</span>
                </span>
                {archivedAt !== null && <Chip>{m.asst_archived()}</Chip>}
                <ChevronRight size={15} aria-hidden className="shrink-0 text-fg-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
