/** Every key that does something, on one sheet. */
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { m } from '../../../shared/words/generated/messages.js'

export interface ShortcutGroup {
  words: string
  rows: { words: string; keys: string[] }[]
}

interface ShortcutsSheetProps {
  groups: readonly ShortcutGroup[]
  onClose(): void
}

/** Escape closes it, and the focus goes back. */
export function ShortcutsSheet({ groups, onClose }: ShortcutsSheetProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-48px)] w-[760px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-2 outline-none">
          <div className="flex h-12 shrink-0 items-center justify-between border-b border-line ps-5 pe-2.5">
            <Dialog.Title className="text-base font-semibold">{m.menu_shortcuts()}</Dialog.Title>
            <Dialog.Close
              aria-label={m.close()}
              title={m.close()}
              className="grid size-7 place-items-center rounded-md text-fg-2 hover:bg-hover hover:text-fg"
            >
              <X size={17} aria-hidden />
            </Dialog.Close>
          </div>
          <div tabIndex={0} className="scroll min-h-0 overflow-y-auto px-5 pt-1 pb-5 -outline-offset-2">
            <div className="gap-x-10 min-[640px]:columns-2">
              {groups.map((group) => (
                <Group key={group.words} {...group} />
              ))}
            </div>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Group({ words, rows }: ShortcutGroup) {
  return (
    <section aria-label={words} className="break-inside-avoid pt-4">
      <h2 className="mb-1 text-xs text-fg-3">{words}</h2>
      <dl>
        {rows.map((row) => (
          <div
            key={row.words}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1 text-sm last:border-0"
          >
            <dt className="min-w-0">{row.words}</dt>
            <dd className="flex shrink-0 flex-wrap justify-end gap-1">
              {row.keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-line-strong bg-sunk px-1.5 font-sans text-xs text-fg-2"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
