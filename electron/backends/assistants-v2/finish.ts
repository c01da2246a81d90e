/** Brings in what a run left behind: its steps and its answers, and then its end. */
import { Failure } from '../../../shared/errors.ts'
import type { Step } from '../../../shared/domain/step.ts'
import type { RemoteAnswer } from '../../conversations/ports.ts'
import { chooseAnswers } from './choose-answers.ts'
import { listAllMessages, listAllSteps } from './listing.ts'
import { stubbornly } from './patience.ts'
import { isEmpty, readContent } from './read-message.ts'
import { fileNamesOf, messageIdsOf, readStep } from './read-steps.ts'
import type { MessageReply, StepReply } from './replies.ts'
import { runAt, type Session, type Telling } from './session.ts'
import type { Verdict } from './watch.ts'

/** Messages may show up a moment after the run says that it is completed. */
const LOOK_AGAIN_AFTER_MS = [0, 400, 1200]

export async function* finish(session: Session, end: Extract<Verdict, { type: 'ended' }>): Telling<void> {
  const { runId } = runAt(session)
  const begun = readSteps(session)
  // Awaited below; without this a failure that comes first would count as unhandled.
  begun.catch(() => undefined)
  const first = yield* stubbornly(session, () => listAllMessages(session, runId))
  const steps = await begun
  const shown = steps === null ? session.turn.run.steps : steps.map(readStep)
  if (steps !== null) yield { type: 'steps-changed', steps: shown }

  const choose = (messages: readonly MessageReply[]) =>
    answersIn(session, messages, { steps: steps ?? [], shown })
  let answers = choose(first)
  const waits = end.state === 'completed' && answers.length === 0 ? LOOK_AGAIN_AFTER_MS : []
  for (const wait of waits) {
    await session.clock.sleep(wait, session.signal)
    // Without the filter: some servers keep it and never filled in the run's ID.
    answers = choose(yield* stubbornly(session, () => listAllMessages(session, null)))
    if (answers.length > 0) break
  }
  const told = answers.length > 0 ? answers : (session.stream?.reader.answers() ?? [])
  const isPartial = end.state !== 'completed'
  if (told.length > 0) {
    yield {
      type: 'answers',
      answers: told.map((answer) => ({ ...answer, isPartial: isPartial || answer.isPartial })),
    }
  }
  const hasNone = end.state === 'completed' && told.length === 0
  yield hasNone ? { ...end, error: { kind: 'no-response' } } : end
}

function answersIn(
  session: Session,
  messages: readonly MessageReply[],
  { steps, shown }: { steps: readonly StepReply[]; shown: readonly Step[] },
): RemoteAnswer[] {
  const { turn, questionId } = session
  const traces = {
    questionId,
    knownMessageIds: turn.knownMessageIds,
    runId: runAt(session).runId,
    stepMessageIds: messageIdsOf(steps),
  }
  const fileNames = fileNamesOf(shown)
  return chooseAnswers(messages, traces)
    .map(({ id, content, status }) => ({
      remoteId: id,
      content: readContent(content, fileNames),
      isPartial: status === 'incomplete',
    }))
    .filter(({ content }) => !isEmpty(content))
}

/** Null when the server has none to show: then what the stream told of them stays. */
async function readSteps(session: Session): Promise<StepReply[] | null> {
  if (!session.learned.hasSteps) return null
  try {
    return await listAllSteps(session, true).catch((thrown: unknown) => {
      session.signal.throwIfAborted()
      // Some servers refuse the wish for passages rather than ignore it.
      if (thrown instanceof Failure && thrown.error.kind === 'refused') return listAllSteps(session, false)
      throw thrown
    })
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure)) throw thrown
    // A peer says 500 where others say 404; steps are not worth waiting for each time.
    if (thrown.error.kind === 'unsupported' || thrown.error.kind === 'server-failed')
      session.learned.hasSteps = false
    session.log('info', 'backends', 'no steps', { error: thrown.error.kind })
    return null
  }
}
