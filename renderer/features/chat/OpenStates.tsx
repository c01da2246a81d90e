/** What stands in a conversation's place while it is opened, and when it cannot be. */
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { ErrorCard } from './ErrorCard.tsx'

/** Grey lines where messages will be, so that nothing jumps. */
export function Skeleton() {
  return (
    <output aria-label={m.loading()} className="block min-h-0 flex-1 overflow-hidden">
      <div className="live mx-auto flex h-full max-w-[784px] flex-col justify-end gap-4 px-6 pb-10">
        <div className="h-10 w-2/5 self-end rounded-2xl bg-bubble" />
        <div className="h-4 w-11/12 rounded-sm bg-sunk" />
        <div className="h-4 w-4/5 rounded-sm bg-sunk" />
        <div className="h-4 w-3/5 rounded-sm bg-sunk" />
      </div>
    </output>
  )
}

/** Why it could not be opened, and another try. */
export function OpenFailed({ error, onTryAgain }: { error: AppError; onTryAgain(): void }) {
  return (
    <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-[520px]">
        <h2 className="mb-3 text-[17px] leading-[26px] font-semibold">{m.open_failed()}</h2>
        <ErrorCard error={error} actions={[{ words: m.try_again(), act: onTryAgain }]} />
        <p className="sr-only">{explain(error).title}</p>
      </div>
    </div>
  )
}
