/** What the connect form is about: a new assistant, or a copy of one. */
import { m } from '../../../shared/words/generated/messages.js'
import type { ConnectStart } from './use-connect-form.ts'
import { isolated } from '../../ui/isolate.ts'

/** A copy says what comes along and what has to change. */
export function ConnectTitle({ start: { copyOf } }: { start: ConnectStart }) {
  return (
    <>
      <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em] [overflow-wrap:anywhere]">
        {copyOf === null ? m.form_title_new() : m.asst_copy_title({ name: isolated(copyOf.nickname) })}
      </h1>
      <p className="mt-1 mb-6 text-sm text-fg-2">
        {copyOf === null
          ? m.form_intro()
          : copyOf.suggestions.length === 0
            ? m.asst_copy_intro()
            : m.asst_copy_intro_questions({ count: copyOf.suggestions.length })}
      </p>
    </>
  )
}
