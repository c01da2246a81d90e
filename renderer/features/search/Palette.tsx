/** One box for everything: conversations, messages, assistants and commands, by keyboard alone. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { SEARCH_CHARACTERS } from '../../../shared/domain/search.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { languageOf } from '../../ui/language.ts'
import { Marked } from '../../ui/Marked.tsx'
import type { PaletteGroup, PaletteItem } from './palette-items.ts'

interface PaletteProps {
  groups: readonly PaletteGroup[]
  text: string
  onType(text: string): void
  onClose(): void
  /** A word on what cannot be found yet. */
  note: string | null
}

/** Arrows and Enter choose, Escape closes; the focus goes back unless what was chosen takes it. */
export function Palette({ groups, text, onType, onClose, note }: PaletteProps) {
  const hasChosen = useRef(false)
  const choose = (item: PaletteItem) => {
    hasChosen.current = true
    onClose()
    item.run()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/25" />
        <Dialog.Popup
          aria-label={m.palette_title()}
          finalFocus={() => !hasChosen.current}
          className="fixed top-[12vh] left-1/2 z-50 flex max-h-[72vh] w-[620px] max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-2 outline-none"
        >
          <Autocomplete.Root
            open
            inline
            mode="none"
            autoHighlight="always"
            keepHighlight
            items={groups}
            value={text}
            onValueChange={(value, { reason }) => reason !== 'item-press' && onType(value)}
            itemToStringValue={({ words }: PaletteItem) => words}
          >
            <div className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-4">
              <Search size={16} aria-hidden className="shrink-0 text-fg-3" />
              <Autocomplete.Input
                aria-label={m.palette_box()}
                placeholder={m.palette_box()}
                maxLength={SEARCH_CHARACTERS}
                spellCheck={false}
                className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-fg-3"
              />
            </div>
            <Autocomplete.Empty className="px-4 text-sm text-fg-3 not-empty:py-6">
              {m.palette_none()}
            </Autocomplete.Empty>
            <Autocomplete.List className="scroll min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2 empty:hidden">
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.id} items={group.items} className="not-first:mt-2">
                  <Autocomplete.GroupLabel className="px-2 py-1 text-xs text-fg-3">
                    {group.words}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: PaletteItem) => (
                      <Autocomplete.Item
                        key={item.id}
                        value={item}
                        onClick={() => choose(item)}
                        className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none select-none data-[highlighted]:bg-active"
                      >
                        <ItemView {...item} />
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
          {note !== null && <p className="border-t border-line px-4 py-2 text-xs text-warn">{note}</p>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function ItemView({ icon, words, detail, excerpt, shortcut }: PaletteItem) {
  return (
    <>
      <span aria-hidden className="grid size-6 shrink-0 place-items-center text-fg-2">
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <bdi lang={languageOf(words)} className="block truncate">
          {words}
        </bdi>
        {excerpt !== undefined && (
          <span
            lang={languageOf(excerpt.text)}
            dir="auto"
            className="line-clamp-2 text-xs text-fg-2 [overflow-wrap:anywhere]"
          >
            <Marked {...excerpt} />
          </span>
        )}
      </span>
      {detail !== undefined && (
        <bdi className="max-w-[40%] shrink-0 truncate text-xs text-fg-3">{detail}</bdi>
      )}
      {shortcut !== undefined && (
        <kbd className="shrink-0 rounded-sm border border-line px-1.5 font-sans text-xs text-fg-3">
          {shortcut}
        </kbd>
      )}
    </>
  )
}
