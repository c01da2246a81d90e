/** Brings together what is known of one run, for whoever wants to see how its answer came about. Nothing leaves here with a key in it. */
import type { ExchangeBodies } from '../../shared/domain/exchange.ts'
import type { Inspection } from '../../shared/domain/inspection.ts'
import { timelineOf } from '../../shared/domain/timeline.ts'
import { Failure } from '../../shared/errors.ts'
import { redactAll } from '../platform/redact-all.ts'
import type { Exchanges } from './ports.ts'
import type { Journal, RunSnapshots, TurnStore } from './store-ports.ts'

interface World {
  store: Pick<TurnStore, 'findRun' | 'findMessage' | 'answersOf'>
  journal: Journal
  snapshots: Pick<RunSnapshots, 'snapshotOf'>
  exchanges: Exchanges
  /** Every key known now: a text may be older than the key it turns out to hold. */
  secrets(): readonly string[]
}

export interface Inspector {
  /** @throws Failure when the conversation has no such run */
  inspect(name: { conversationId: string; runId: string }): Inspection
  /** Empty when they are not kept any more. */
  bodies(name: { exchangeId: number }): ExchangeBodies
}

export const createInspector = ({ store, journal, snapshots, exchanges, secrets }: World): Inspector => ({
  inspect({ conversationId, runId }) {
    const run = store.findRun(runId)
    if (run?.conversationId !== conversationId) throw new Failure({ kind: 'not-found-here', what: 'run' })
    const inspection: Inspection = {
      run,
      events: timelineOf(journal.eventsOf(runId)),
      exchanges: exchanges.exchangesOf(run),
      messageIds: {
        question: store.findMessage(run.messageId)?.remoteId ?? null,
        answers: store.answersOf(runId).flatMap(({ remoteId }) => remoteId ?? []),
      },
      conversation: journal.usageOf(conversationId),
      runs: journal.runsOf(conversationId),
      assistant: snapshots.snapshotOf(runId),
    }
    return redactAll(inspection, secrets())
  },
  bodies: ({ exchangeId }) =>
    redactAll(exchanges.bodiesOf(exchangeId) ?? { request: null, response: null }, secrets()),
})
