/** Asks above everything whether a newer version is to be fetched, or put in place. Loaded only when there is something to ask. */
import { lazy, Suspense } from 'react'
import type { UpdateState } from '../../shared/domain/update.ts'

const UpdateQuestion = lazy(async () => ({
  default: (await import('../features/settings/UpdateQuestion.tsx')).UpdateQuestion,
}))

type Shown = Extract<UpdateState, { kind: 'found' | 'fetching' | 'ready' }>

/** Takes no room when there is nothing to ask. */
export function UpdatePlace({ update }: { update: UpdateState | null }) {
  if (update === null || !isShown(update)) return null
  return (
    <Suspense>
      <UpdateQuestion update={update} />
    </Suspense>
  )
}

/** What the person said yes to is shown until it is there. */
const isShown = (update: UpdateState): update is Shown =>
  update.kind === 'fetching' || ((update.kind === 'found' || update.kind === 'ready') && !update.isPutOff)
