/** The Assistants v2 protocol behind the port of conversations: takes a turn up wherever it is and sees it through. */
import { Failure, toAppError, type AppError } from '../../../shared/errors.ts'
import type { AssistantBackend, Turn, TurnEvent } from '../../conversations/ports.ts'
import { retryRead } from '../retry.ts'
import { sentFor } from '../sent-for.ts'
import { cancelRun } from './cancel-run.ts'
import { createDirectory } from './directory.ts'
import { finish } from './finish.ts'
import { findOpenRun } from './open-run.ts'
import { readThread } from './read-thread.ts'
import * as requests from './requests.ts'
import { beginSession, type Learned, type Session, type Telling, type Tools } from './session.ts'
import { start } from './start.ts'
import { answeredBy, hasResultsToGive, submit } from './submit.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'
import { watch } from './watch.ts'

/** Each server has its own: what it turns out not to have is remembered here. */
export function createAssistantsV2(tools: Tools): AssistantBackend {
  const learned: Learned = { streams: true, hasSteps: true, pausedUntil: 0 }
  const underWay = createUnderWay(tools.clock)
  return {
    follow: (turn, signal) => follow(tools, { turn, signal, learned, underWay }),
    cancel: (run, signal) => cancelRun(tools, { threadId: run.threadId, runId: run.remoteId }, signal),
    findOpenRun: (threadId, signal) => findOpenRun(tools, threadId, signal),
    readThread: (threadId, hooks) => readThread(tools, threadId, hooks),
    findAssistant: (assistantId, signal) => createDirectory(tools).findAssistant(assistantId, { signal }),
    readFile: (fileId, signal) =>
      retryRead(() => tools.http.bytes({ ...requests.readFile(fileId), signal }), { ...tools, signal }),
  }
}

async function* follow(
  tools: Tools,
  about: { turn: Turn; signal: AbortSignal; learned: Learned; underWay: UnderWay },
): AsyncGenerator<TurnEvent> {
  const session = beginSession({ ...tools, http: sentFor(about.turn.run.id, tools.http) }, about)
  try {
    yield* seeThrough(session)
  } catch (thrown) {
    about.signal.throwIfAborted()
    if (!(thrown instanceof Failure)) tools.log('error', 'backends', 'bug', { thrown: String(thrown) })
    yield { type: 'broke', error: withPlace(session, toAppError(thrown)) }
  } finally {
    session.stream?.close()
  }
}

async function* seeThrough(session: Session): Telling<void> {
  const isNew = session.runId === null
  const isGiving = hasResultsToGive(session)
  const arrival = isNew ? yield* start(session) : isGiving ? yield* submit(session) : { kind: 'ask' as const }
  const verdict = yield* watch(session, arrival, isGiving ? answeredBy(session) : new Set())
  if (verdict.type === 'results-needed') yield verdict
  else yield* finish(session, verdict)
}

/** Names the thread and run, which is what a server's people ask for first. */
function withPlace({ threadId, runId }: Session, error: AppError): AppError {
  const place = { ...(threadId === null ? {} : { threadId }), ...(runId === null ? {} : { runId }) }
  return { ...error, technical: { ...place, ...error.technical } }
}
