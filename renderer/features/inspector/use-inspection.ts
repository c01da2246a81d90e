/** Keeps what is shown of a run as new as its events: asks again after each of them, never without one. */
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Inspection } from '../../../shared/domain/inspection.ts'
import type { AppError } from '../../../shared/errors.ts'
import { onEvent } from '../../bridge/bridge.ts'
import { useThrottled } from '../../ui/use-clock.ts'
import { inspect, inspectionStore } from './inspection-store.ts'

/** A streaming run changes many times a second. */
const AT_MOST_EVERY_MS = 500

/** Null inspection and null error: it is on its way. */
export function useInspection(
  conversationId: string,
  runId: string,
): {
  inspection: Inspection | null
  error: AppError | null
  tryAgain(): void
} {
  const { inspection, error } = useStore(inspectionStore)
  const isThisRun = useStore(inspectionStore, (now) => now.runId === runId)
  const ask = useThrottled(() => void inspect({ conversationId, runId }), AT_MOST_EVERY_MS)
  useEffect(() => {
    void inspect({ conversationId, runId })
    return onEvent((event) => {
      if (event.type === 'run-changed' && event.run.id === runId) ask()
    })
  }, [conversationId, runId, ask])
  return { inspection: isThisRun ? inspection : null, error: isThisRun ? error : null, tryAgain: ask }
}
