/** What stands in the window when the app's own state cannot be had. */
import type { AppError } from '../../shared/errors.ts'
import { explain } from '../../shared/words/explain.ts'
import { m } from '../../shared/words/generated/messages.js'
import { Button } from '../ui/Button.tsx'
import { joinSentences } from '../ui/format.ts'

/** Nothing could be asked of main: why, and another try. */
export function StartFailed({ error, onTryAgain }: { error: AppError; onTryAgain(): void }) {
  const { title, why, todo } = explain(error)
  return (
    <main className="grid h-full place-items-center p-6">
      <div role="alert" className="w-full max-w-[440px]">
        <h1 className="text-[20px] leading-7 font-semibold">{m.start_failed()}</h1>
        <p className="mt-2 text-sm">{title}</p>
        <p className="mt-1 text-sm text-fg-2">{joinSentences(why, todo)}</p>
        <Button weight="primary" className="mt-4" onClick={onTryAgain}>
          {m.try_again()}
        </Button>
      </div>
    </main>
  )
}
