/** Requests about runs: waiting, cancelling, giving results, looking inside. */
import { z } from 'zod'
import type { ExchangeBodies } from '../../domain/exchange.ts'
import type { Inspection } from '../../domain/inspection.ts'
import { typedResultsSchema, type TypedResults } from '../../domain/typed-results.ts'
import { id, route, run } from './route.ts'

export const runRoutes = {
  /** The network is back: every watched run is looked at at once. */
  'runs.wake': route(z.void()).replies<void>(),
  /** Another run holds the thread: waits until it is over, then asks again. */
  'runs.waitForThread': route(run).replies<void>(),
  /** Cancels the run that holds the thread, then asks again. */
  'runs.unlock': route(run).replies<void>(),
  /** What was typed as results and not sent, kept like a draft. */
  'runs.typedResults': route(run).replies<TypedResults>(),
  'runs.saveTypedResults': route(
    z.strictObject({ conversationId: id, runId: id, typed: typedResultsSchema }),
  ).replies<void>(),
  /** A new run for the last question; posts the question only if the server does not have it. */
  'runs.askAgain': route(run).replies<void>(),
  'runs.keepWaiting': route(run).replies<void>(),
  'runs.cancel': route(run).replies<void>(),
  'runs.stopWaiting': route(run).replies<void>(),
  /** Goes back to watching a run that was left alone. */
  'runs.watchAgain': route(run).replies<void>(),
  /** Everything the inspector shows of a run but the bodies of its requests. */
  'runs.inspect': route(run).replies<Inspection>(),
  /** What was sent and what came back, without the keys; empty when it is not kept any more. */
  'runs.exchangeBodies': route(
    z.strictObject({ exchangeId: z.number().int().positive() }),
  ).replies<ExchangeBodies>(),
  'runs.giveResults': route(
    z.strictObject({
      conversationId: id,
      runId: id,
      results: z
        .array(z.strictObject({ callId: z.string(), output: z.string().max(1_000_000) }))
        .min(1)
        .max(128),
    }),
  ).replies<void>(),
}
