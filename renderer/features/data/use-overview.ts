/** What is kept on this computer: asked for when it is shown, and again when it has changed. */
import { useCallback, useEffect, useState } from 'react'
import type { DataOverview } from '../../../shared/domain/snapshot.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { onEvent, request } from '../../bridge/bridge.ts'

export type OverviewState =
  | { at: 'loading' }
  | { at: 'failed'; error: AppError }
  | { at: 'known'; overview: DataOverview }

export function useOverview(): { state: OverviewState; read(): void } {
  const [state, setState] = useState<OverviewState>({ at: 'loading' })
  const read = useCallback(() => {
    request('data.overview').then(
      (overview) => setState({ at: 'known', overview }),
      (thrown: unknown) => setState({ at: 'failed', error: toAppError(thrown) }),
    )
  }, [])
  useEffect(() => {
    read()
    return onEvent((event) => {
      if (event.type === 'history-restored' || event.type === 'conversations-removed') read()
    })
  }, [read])
  return { state, read }
}
