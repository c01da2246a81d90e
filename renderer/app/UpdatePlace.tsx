/** Asks above everything whether a newer version is to be fetched, or put in place. Loaded only when there is something to ask. */
import { lazy, Suspense } from 'react'
import type { UpdateState } from '../../shared/domain/update.ts'

const UpdateQuestion = lazy(async () => ({
  default: (await import('../features/settings/UpdateQuestion.tsx')).UpdateQuestion,
}))

/** Takes no room when there is nothing to ask. */
export function UpdatePlace({ update }: { update: UpdateState | null }) {
  if ((update?.kind !== 'found' && update?.kind !== 'ready') || update.isPutOff) return null
  return (
    <Suspense>
      <UpdateQuestion update={update} />
    </Suspense>
  )
}
