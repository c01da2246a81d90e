/** Connecting an assistant on a page of its own. */
import { ArrowLeft } from 'lucide-react'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { AssistantForm } from './AssistantForm.tsx'

interface ConnectScreenProps {
  canKeepKeys: boolean
  onSaved(assistantId: string): void
  onBack(): void
}

/** After saving, a conversation opens. */
export function ConnectScreen({ canKeepKeys, onSaved, onBack }: ConnectScreenProps) {
  return (
    <div className="scroll h-full overflow-y-auto px-6 pt-16 pb-10">
      <div className="mx-auto w-full max-w-[480px]">
        <Button weight="quiet" className="-ms-3 mb-3" onClick={onBack}>
          <ArrowLeft size={15} aria-hidden />
          {m.back()}
        </Button>
        <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.form_title_new()}</h1>
        <p className="mt-1 mb-6 text-sm text-fg-2">{m.form_intro()}</p>
        <AssistantForm assistant={null} connection={null} canKeepKeys={canKeepKeys} onSaved={onSaved} />
      </div>
    </div>
  )
}
