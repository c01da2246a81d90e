/** What an attached file is for, in a small menu. */
import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown } from 'lucide-react'
import { purposesOf, type Attachment, type FilePurpose } from '../../../shared/domain/attachment.ts'
import { m } from '../../../shared/words/generated/messages.js'

const PURPOSES: Record<FilePurpose, () => string> = {
  search: m.attach_purpose_search,
  code: m.attach_purpose_code,
  image: m.attach_purpose_image,
}

interface PurposeMenuProps {
  file: Attachment
  onChange(purpose: FilePurpose): void
}

/** Offers only what the server can use the file for. */
export function PurposeMenu({ file, onChange }: PurposeMenuProps) {
  const words = PURPOSES[file.purpose]()
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={m.attach_purpose({ name: file.name, purpose: words })}
        className="flex h-6 shrink-0 items-center gap-1 rounded-sm bg-active px-1.5 text-fg-2 hover:text-fg"
      >
        {words}
        <ChevronDown size={12} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-40">
          <Menu.Popup className="min-w-36 rounded-lg border border-line-strong bg-raised p-1 shadow-2 outline-none">
            <Menu.RadioGroup value={file.purpose} onValueChange={(value: FilePurpose) => onChange(value)}>
              {purposesOf(file).map((purpose) => (
                <Menu.RadioItem
                  key={purpose}
                  value={purpose}
                  closeOnClick
                  className="flex h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-[highlighted]:bg-hover"
                >
                  <span className="flex-1">{PURPOSES[purpose]()}</span>
                  <Menu.RadioItemIndicator>
                    <Check size={15} className="text-accent" aria-hidden />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
