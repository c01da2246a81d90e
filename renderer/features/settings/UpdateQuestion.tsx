/** The question above everything: fetch the newer version, restart for it, or later; and how far it is in between. */
import { Download } from 'lucide-react'
import type { UpdateState } from '../../../shared/domain/update.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { goOn } from './update-steps.ts'
import { updateInWords } from './update-words.ts'

interface UpdateQuestionProps {
  update: Extract<UpdateState, { kind: 'found' | 'fetching' | 'ready' }>
}

/** Whatever is chosen, nothing typed is lost: drafts are kept, open runs are taken up after the restart. */
export function UpdateQuestion({ update }: UpdateQuestionProps) {
  return (
    <section aria-label={m.update_title()} className="shrink-0">
      <output
        // Each per cent would be read out.
        aria-live={update.kind === 'fetching' ? 'off' : 'polite'}
        className="flex min-h-[45px] flex-wrap items-center gap-2 border-b border-line bg-accent-soft py-1.5 ps-4 pe-2 text-sm"
      >
        <Download size={16} className="shrink-0 text-accent" aria-hidden />
        <p className="min-w-0 flex-1 [overflow-wrap:anywhere] tabular-nums select-text">
          {updateInWords(update)}
        </p>
        {update.kind !== 'fetching' && <Answers isFound={update.kind === 'found'} />}
      </output>
    </section>
  )
}

function Answers({ isFound }: { isFound: boolean }) {
  return (
    <>
      <Button weight="primary" onClick={() => goOn(isFound ? 'fetch' : 'restart')}>
        {isFound ? m.update_fetch() : m.update_restart()}
      </Button>
      <Button weight="quiet" onClick={() => goOn('later')}>
        {m.update_later()}
      </Button>
    </>
  )
}
