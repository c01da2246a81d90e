/** What happens when a suggested question is picked. */
import { focusComposer } from './composer-focus.ts'
import type { ComposerModel } from './composer-store.ts'

/** It is sent at once; behind something typed it is only put, for the person to look at both. */
export function pickQuestion(composer: ComposerModel, question: string): void {
  const typed = composer.store.getState().text.trimEnd()
  composer.type(typed === '' ? question : `${typed}\n\n${question}`)
  if (typed === '') void composer.send()
  focusComposer()
}
