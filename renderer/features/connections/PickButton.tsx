/** The way to the server's own list of assistants, beside the box for an assistant ID. */
import { useState } from 'react'
import type { ListedAssistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { PickDialog } from './PickDialog.tsx'
import type { ListSource } from './use-listing.ts'

interface PickButtonProps {
  host: string
  /** Asked when the button is pressed, so that a form is taken as it is then. */
  source(): ListSource
  /** Raised each time the list is wanted from elsewhere. */
  wishes?: number
  onPick(picked: ListedAssistant): void
}

/** The list is read each time it is opened. */
export function PickButton({ host, source, wishes = 0, onPick }: PickButtonProps) {
  const [opened, setOpened] = useState<ListSource | null>(null)
  const [granted, setGranted] = useState(wishes)
  if (wishes !== granted) {
    setGranted(wishes)
    setOpened(source())
  }
  return (
    <>
      <Button className="h-9" onClick={() => setOpened(source())}>
        {m.pick_button()}
      </Button>
      {opened !== null && (
        <PickDialog
          source={opened}
          host={host}
          onPick={(picked) => {
            setOpened(null)
            onPick(picked)
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
