/** Whose conversations the list shows: everyone's or one assistant's; also the way to connect another. */
import { ChevronsUpDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { Letter } from '../../ui/Letter.tsx'
import { named } from '../../ui/format.ts'
import type { AssistantMenuProps } from './AssistantMenu.tsx'
import { Everyone } from './Everyone.tsx'

const AssistantMenu = lazy(async () => ({ default: (await import('./AssistantMenu.tsx')).AssistantMenu }))

/** At the head of the sidebar. */
export function AssistantPicker(props: Omit<AssistantMenuProps, 'button' | 'onClose'>) {
  const [openAt, setOpenAt] = useState<HTMLElement | null>(null)
  const shown = props.assistants.find(({ id }) => id === props.shownAssistantId)
  const name = shown?.nickname ?? m.sidebar_all_assistants()
  return (
    <>
      <button
        type="button"
        aria-label={named(m.sidebar_pick_assistant(), name)}
        aria-haspopup="menu"
        aria-expanded={openAt !== null}
        onClick={({ currentTarget }) => setOpenAt(currentTarget)}
        className={`flex h-9 min-w-0 flex-1 items-center gap-2.5 rounded-md px-1.5 text-sm font-semibold hover:bg-hover ${openAt === null ? '' : 'bg-hover'}`}
      >
        {shown === undefined ? <Everyone /> : <Letter name={shown.nickname} colour={shown.colour} />}
        <span className="min-w-0 flex-1 truncate text-start">{name}</span>
        <ChevronsUpDown size={14} className="shrink-0 text-fg-3" aria-hidden />
      </button>
      {openAt !== null && (
        <Suspense fallback={null}>
          <AssistantMenu {...props} button={openAt} onClose={() => setOpenAt(null)} />
        </Suspense>
      )}
    </>
  )
}
