/** The words for a failure, fetched when there is one: most conversations never need them. */
import { useEffect, useState } from 'react'
import type { AppError } from '../../shared/errors.ts'
import type { Explanation } from '../../shared/words/explain-shape.ts'

/** Null without an error, and for the moment in which the words are fetched. */
export function useExplanation(failure: AppError | null): Explanation | null {
  const [known, setKnown] = useState<{ error: AppError; words: Explanation } | null>(null)
  useEffect(() => {
    if (failure !== null) void explained(failure).then(setKnown, () => undefined)
  }, [failure])
  return known !== null && known.error === failure ? known.words : null
}

const explained = async (error: AppError) => {
  const { explain } = await import('../../shared/words/explain.ts')
  return { error, words: explain(error) }
}
