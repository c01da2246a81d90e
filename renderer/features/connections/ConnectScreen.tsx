/** Connecting an assistant on a page of its own. */
import { ArrowLeft } from 'lucide-react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { ConnectTitle } from './ConnectTitle.tsx'
import type { ConnectStart } from './use-connect-form.ts'

interface ConnectScreenProps {
  connections: readonly Connection[]
  canKeepKeys: boolean
  onSaved(assistantId: string): void
  onOpen(assistantId: string): void
  onOpenConnection(connectionId: string): void
  onBack(): void
}

const PLAIN: ConnectStart = { connectionId: null, copyOf: null, remoteId: '' }

/** After saving, a conversation opens. */
export function ConnectScreen({ onBack, ...form }: ConnectScreenProps) {
  return (
    <div className="scroll h-full overflow-y-auto px-6 pt-16 pb-10">
      <div className="mx-auto w-full max-w-[520px]">
        <Button weight="quiet" className="-ms-3 mb-3" onClick={onBack}>
          <ArrowLeft size={15} aria-hidden />
          {m.back()}
        </Button>
        <ConnectTitle start={PLAIN} />
        <ConnectForm start={PLAIN} {...form} />
      </div>
    </div>
  )
}
