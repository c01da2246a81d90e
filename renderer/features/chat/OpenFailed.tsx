/** What stands in a conversation's place when it cannot be opened. */
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { ErrorCard } from './ErrorCard.tsx'

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
