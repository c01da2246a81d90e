/** Puts the messages and runs of a page into the rows the list draws: a question, then each turn that answers it. */
import type { Answer, Message, Question } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import type { Page } from './pages.ts'

/** Whether a queued question moves up by itself: after a failure the queue stands still, and its first can be sent. */
export type Standing = 'moves' | 'first' | 'behind'

export type Row =
  /** From here on the conversation goes on in another thread. */
  | { kind: 'thread-begins'; key: string }
  | { kind: 'question'; key: string; question: Question; standing: Standing }
  /** What a run did and said. `run` is null when only the answer is known. */
  | { kind: 'turn'; key: string; run: Run | null; answers: Answer[]; isLatest: boolean }

/** Rows from the oldest to the newest. Questions that wait their turn come last. */
export function rowsOf(page: Pick<Page, 'messages' | 'runs'>): Row[] {
  const runs = Object.values(page.runs).toSorted((one, two) => one.startedAt - two.startedAt)
  const latest = runs.at(-1)
  const known = new Set(page.messages.map(({ id }) => id))
  const runsOf = Map.groupBy(runs, ({ messageId }) => messageId)
  const answers = Map.groupBy(page.messages.filter(isAnswer), ({ runId }) => runId)
  const turn = (run: Run): Row => ({
    kind: 'turn',
    key: run.id,
    run,
    answers: answers.get(run.id) ?? [],
    isLatest: run === latest,
  })
  const rows = page.messages.filter(isInPlace).flatMap((message): Row[] => {
    if (message.role === 'user') {
      const question: Row = { kind: 'question', key: message.id, question: message, standing: 'moves' }
      const ofIt = runsOf.get(message.id) ?? []
      const isFirstThere = ofIt.some(({ isThreadNew, threadId }) => isThreadNew && threadId !== null)
      const mark: Row[] = isFirstThere ? [{ kind: 'thread-begins', key: `thread:${message.id}` }] : []
      return [...mark, question, ...ofIt.map(turn)]
    }
    const run = page.runs[message.runId]
    if (run === undefined) return [stray(message)]
    const isShownByItsQuestion = known.has(run.messageId)
    const isFirstOfTurn = answers.get(run.id)?.[0] === message
    return isShownByItsQuestion || !isFirstOfTurn ? [] : [turn(run)]
  })
  const isStill = latest?.state === 'failed'
  const queued = page.messages
    .filter((message) => !isInPlace(message))
    .map((message, at) => queuedRow(message, isStill ? (at === 0 ? 'first' : 'behind') : 'moves'))
  return [...rows, ...queued]
}

/** Whether this row is where the message is read. */
export function holdsMessage(row: Row, messageId: string): boolean {
  if (row.kind === 'question') return row.question.id === messageId
  return row.kind === 'turn' && row.answers.some(({ id }) => id === messageId)
}

/** The run begun last. */
export const latestRun = ({ runs }: Pick<Page, 'runs'>): Run | null =>
  Object.values(runs).reduce<Run | null>(
    (latest, run) => (latest === null || run.startedAt >= latest.startedAt ? run : latest),
    null,
  )

const isInPlace = (message: Message): boolean => message.role === 'assistant' || message.status !== 'queued'

const queuedRow = (message: Message, standing: Standing): Row => ({
  kind: 'question',
  key: message.id,
  // Only questions are queued.
  question: message as Question,
  standing,
})

const stray = (answer: Answer): Row => ({
  kind: 'turn',
  key: answer.id,
  run: null,
  answers: [answer],
  isLatest: false,
})

const isAnswer = (message: Message): message is Answer => message.role === 'assistant'
