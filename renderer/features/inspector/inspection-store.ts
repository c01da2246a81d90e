/** What main has told of the run that is looked at, and the bodies that were asked for. */
import { createStore } from 'zustand/vanilla'
import type { ExchangeBodies } from '../../../shared/domain/exchange.ts'
import type { Inspection, RunTitle } from '../../../shared/domain/inspection.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { request } from '../../bridge/bridge.ts'

export interface RunName {
  conversationId: string
  runId: string
}

export type Bodies = { state: 'loading' } | { state: 'here'; bodies: ExchangeBodies }

interface Inspecting {
  /** Whose the rest is. */
  runId: string | null
  inspection: Inspection | null
  error: AppError | null
  /** Kept from run to run, so that the picker does not empty in between. */
  runs: { of: string | null; titles: readonly RunTitle[] }
  /** By the exchange's ID; they never change. */
  bodies: Readonly<Record<number, Bodies>>
}

export const inspectionStore = createStore<Inspecting>(() => ({
  runId: null,
  inspection: null,
  error: null,
  runs: { of: null, titles: [] },
  bodies: {},
}))

/** Asks for everything of a run again. What is shown of it stays until the answer is there. */
export async function inspect(name: RunName): Promise<void> {
  const { runId } = name
  inspectionStore.setState((now) => (now.runId === runId ? {} : { runId, inspection: null, error: null }))
  try {
    const inspection = await request('runs.inspect', name)
    inspectionStore.setState((now) =>
      now.runId === runId
        ? { inspection, error: null, runs: { of: name.conversationId, titles: inspection.runs } }
        : {},
    )
  } catch (thrown) {
    const error = toAppError(thrown)
    inspectionStore.setState((now) => (now.runId === runId ? { error } : {}))
  }
}

/** Asks for what a request sent and got, once. Nothing is kept of a failure: opening it again asks again. */
export async function fetchBodies(exchangeId: number): Promise<ExchangeBodies | null> {
  const known = inspectionStore.getState().bodies[exchangeId]
  if (known?.state === 'here') return known.bodies
  keep(exchangeId, { state: 'loading' })
  try {
    const bodies = await request('runs.exchangeBodies', { exchangeId })
    keep(exchangeId, { state: 'here', bodies })
    return bodies
  } catch {
    const none: ExchangeBodies = { request: null, response: null }
    keep(exchangeId, { state: 'here', bodies: none })
    return none
  }
}

const keep = (exchangeId: number, bodies: Bodies): void =>
  inspectionStore.setState((now) => ({ bodies: { ...now.bodies, [exchangeId]: bodies } }))
