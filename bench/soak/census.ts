/** Holds what the app shows against what the server has, message by message and run by run. */
import type { ThreadRecord } from '../../practice-server/store.ts'
import type { Message as RemoteMessage } from '../../practice-server/wire.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import {
  plainText,
  type Answer,
  type Conversation,
  type Message,
  type Question,
} from '../../shared/domain/conversation.ts'
import type { Engine } from '../engine/engine.ts'

/** A question the app has taken in; from here on it must not be lost. */
export interface Acknowledged {
  messageId: string
  conversationId: string
  text: string
}

/** Each is a list of sentences, one for each case found. */
export interface Census {
  lost: string[]
  doubledMessages: string[]
  doubledRuns: string[]
  strayAnswers: string[]
  wrongTexts: string[]
  stuckRuns: string[]
  mislabelled: string[]
  /** Runs told as failed although the server had them. */
  falseFailures: string[]
}

const ourIdOf = ({ metadata }: { metadata: unknown }): string | null => {
  const id: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'client_msg_id') : null
  return typeof id === 'string' ? id : null
}

/** The words of a message at the server, part by part as the app joins them. */
const remoteText = ({ content }: RemoteMessage): string =>
  content.map((part) => (part.type === 'text' ? part.text.value : '')).join('')

const ownText = ({ content }: Message): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** The last run of a question counts: earlier ones did not get through. */
export function takeCensus(
  engine: Engine,
  threads: readonly ThreadRecord[],
  acknowledged: readonly Acknowledged[],
): Census {
  const seen: Seen = {
    messages: gather(threads.flatMap(({ messages }) => messages.filter(({ role }) => role === 'user'))),
    runs: gather(threads.flatMap(({ runs }) => runs.map(({ run }) => run))),
    threads: new Map(threads.map((record) => [record.thread.id, record])),
  }
  const census: Census = {
    lost: [],
    doubledMessages: doubled(seen.messages),
    doubledRuns: doubled(seen.runs),
    strayAnswers: [],
    wrongTexts: [],
    stuckRuns: [],
    mislabelled: [],
    falseFailures: [],
  }
  const told = engine.conversations.list().map((conversation) => readAll(engine, conversation))
  for (const one of told) inspect(one, { engine, seen, census })
  const withdrawn = new Set(told.flatMap((one) => [...one.withdrawn]))
  for (const question of acknowledged)
    census.lost.push(...lossOf(question, { engine, seen, isWithdrawn: withdrawn.has(question.messageId) }))
  return census
}

interface Seen {
  messages: ReadonlyMap<string, RemoteMessage[]>
  runs: ReadonlyMap<string, unknown[]>
  threads: ReadonlyMap<string, ThreadRecord>
}

function gather<T extends { metadata: unknown }>(things: readonly T[]): Map<string, T[]> {
  return Map.groupBy(things, (thing) => ourIdOf(thing) ?? 'without our ID')
}

const doubled = (seen: ReadonlyMap<string, readonly unknown[]>): string[] =>
  [...seen].flatMap(([id, found]) =>
    found.length > 1 || id === 'without our ID' ? [`${id}: ${found.length} at the server`] : [],
  )

/** Lost, or on another thread than its conversation's, or with another text. What the person cancelled may be missing. */
function lossOf(
  { messageId, conversationId, text }: Acknowledged,
  { engine, seen, isWithdrawn }: { engine: Engine; seen: Seen; isWithdrawn: boolean },
): string[] {
  const [found] = seen.messages.get(messageId) ?? []
  if (engine.store.findMessage(messageId) === null) return [`${messageId}: not in the store`]
  if (found === undefined) return isWithdrawn ? [] : [`${messageId}: not at the server`]
  const { threadId } = engine.conversations.find(conversationId) ?? {}
  if (found.thread_id !== threadId) return [`${messageId}: on another thread`]
  return remoteText(found) === text ? [] : [`${messageId}: another text`]
}

/** A conversation as the person can read it, page after page. */
interface Told {
  threadId: string | null
  messages: Message[]
  runs: Map<string, Run>
  latest: Run | null
  /** Questions whose last run the person cancelled. */
  withdrawn: Set<string>
}

function readAll(engine: Engine, { id, threadId }: Conversation): Told {
  const messages: Message[] = []
  const runs = new Map<string, Run>()
  for (let before: number | null = null; ;) {
    const page = engine.conversations.page(id, before)
    messages.unshift(...(page?.messages ?? []))
    for (const run of page?.runs ?? []) runs.set(run.id, run)
    if (page === null || !page.hasEarlier) break
    before = messages[0]?.position ?? null
  }
  const lastOf = new Map([...runs.values()].map((run) => [run.messageId, run]))
  const cancelled = [...lastOf.values()].filter(({ state }) => state === 'cancelled')
  const withdrawn = new Set(cancelled.map(({ messageId }) => messageId))
  return { threadId, messages, runs, latest: engine.store.latestRun(id), withdrawn }
}

interface Against {
  engine: Engine
  seen: Seen
  census: Census
}

function inspect(told: Told, { engine, seen, census }: Against): void {
  const thread = seen.threads.get(told.threadId ?? '')
  const remote = new Map((thread?.messages ?? []).map((message) => [message.id, message]))
  for (const message of told.messages) {
    if (message.role === 'user') {
      judgeStatus(message, { isThere: seen.messages.has(message.id), told, census })
      continue
    }
    const run = told.runs.get(message.runId)
    if (run !== undefined) judgeAnswer(message, { run, found: remote.get(message.remoteId ?? ''), census })
  }
  for (const run of told.runs.values()) {
    judgeWhole(run, { engine, thread, census })
    // "Perhaps sent" is the truth when the server could not be asked.
    const isCalledUnsent = run.state === 'failed' && run.error?.kind !== 'unsure-sent'
    if (isCalledUnsent && run.remoteId === null && seen.runs.has(run.id))
      census.falseFailures.push(`${run.id}: ${JSON.stringify(run.error)}`)
  }
  const { latest } = told
  if (latest !== null && !isOver(latest) && !isMarked(latest))
    census.stuckRuns.push(`${latest.id}: ${latest.state}, posts ${JSON.stringify(latest.posts)}`)
}

const isMarked = ({ isOverdue, isWatched, error }: Run): boolean =>
  isOverdue || (!isWatched && error !== null)

/** `unsure` is honest for what was on its way when the person cancelled. */
function judgeStatus(
  { id, status }: Question,
  { isThere, told, census }: { isThere: boolean; told: Told; census: Census },
): void {
  const isHonest = isThere
    ? status === 'sent' || (status === 'unsure' && told.withdrawn.has(id))
    : status === 'failed' || status === 'unsure'
  if (!isHonest) census.mislabelled.push(`${id}: ${status}, and ${isThere ? '' : 'not '}at the server`)
}

function judgeAnswer(
  answer: Answer,
  { run, found, census }: { run: Run; found: RemoteMessage | undefined; census: Census },
): void {
  if (found === undefined) {
    census.strayAnswers.push(`${answer.id}: "${plainText(answer).slice(0, 40)}" is not on its thread`)
    return
  }
  if (found.run_id !== run.remoteId)
    census.strayAnswers.push(`${answer.id}: of run ${String(found.run_id)}, shown under ${run.remoteId}`)
  const isPlainlyUnfinished = answer.status === 'partial' && run.state !== 'completed'
  if (ownText(answer) !== remoteText(found) && !isPlainlyUnfinished)
    census.wrongTexts.push(`${answer.id} (${answer.status}): ${JSON.stringify(ownText(answer).slice(0, 80))}`)
  if (answer.status !== 'complete' && run.state === 'completed')
    census.wrongTexts.push(`${answer.id}: ${answer.status} although its run is completed`)
}

/** A completed run shows every message the server has of it, once. */
function judgeWhole(
  run: Run,
  { engine, thread, census }: { engine: Engine; thread: ThreadRecord | undefined; census: Census },
): void {
  if (run.state !== 'completed') return
  const shown = new Set(engine.store.answersOf(run.id).map(({ remoteId }) => remoteId))
  const said = (thread?.messages ?? []).filter(({ run_id: id }) => id === run.remoteId).map(({ id }) => id)
  if (shown.size !== said.length || said.some((id) => !shown.has(id)))
    census.wrongTexts.push(`${run.id}: ${said.length} messages at the server, ${shown.size} shown`)
}
