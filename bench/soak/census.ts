/** Holds what the app shows against what the server has, message by message and run by run. */
import type { ThreadRecord } from '../../practice-server/store.ts'
import type { Message as RemoteMessage } from '../../practice-server/wire.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { plainText, type Answer, type Message } from '../../shared/domain/conversation.ts'
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
}

const ourIdOf = ({ metadata }: { metadata: unknown }): string | null => {
  const id: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'client_msg_id') : null
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
  const seen = {
    messages: gather(threads.flatMap(({ messages }) => messages.filter(({ role }) => role === 'user'))),
    runs: gather(threads.flatMap(({ runs }) => runs.map(({ run }) => run))),
  }
  const census: Census = {
    lost: acknowledged.flatMap((question) => lossOf(question, { engine, seen: seen.messages })),
    doubledMessages: doubled(seen.messages),
    doubledRuns: doubled(seen.runs),
    strayAnswers: [],
    wrongTexts: [],
    stuckRuns: [],
    mislabelled: [],
  }
  const byId = new Map(threads.map((record) => [record.thread.id, record]))
  for (const { id, threadId } of engine.conversations.list())
    inspect(engine, { conversationId: id, thread: byId.get(threadId ?? ''), census })
  return census
}

function gather<T extends { metadata: unknown }>(things: readonly T[]): Map<string, T[]> {
  return Map.groupBy(things, (thing) => ourIdOf(thing) ?? 'without our ID')
}

const doubled = (seen: ReadonlyMap<string, readonly unknown[]>): string[] =>
  [...seen].flatMap(([id, found]) =>
    found.length > 1 || id === 'without our ID' ? [`${id}: ${found.length} at the server`] : [],
  )

/** Lost, or on another thread than its conversation's, or with another text. */
function lossOf(
  { messageId, conversationId, text }: Acknowledged,
  { engine, seen }: { engine: Engine; seen: ReadonlyMap<string, readonly RemoteMessage[]> },
): string[] {
  const [found] = seen.get(messageId) ?? []
  if (engine.store.findMessage(messageId) === null) return [`${messageId}: not in the store`]
  if (found === undefined) return [`${messageId}: not at the server`]
  const { threadId } = engine.conversations.find(conversationId) ?? {}
  if (found.thread_id !== threadId) return [`${messageId}: on another thread`]
  return remoteText(found) === text ? [] : [`${messageId}: another text`]
}

interface Subject {
  conversationId: string
  thread: ThreadRecord | undefined
  census: Census
}

function inspect(engine: Engine, { conversationId, thread, census }: Subject): void {
  const page = allOf(engine, conversationId)
  const remote = new Map((thread?.messages ?? []).map((message) => [message.id, message]))
  const runs = new Map<string, Run>()
  for (const message of page) {
    if (message.role === 'user') {
      if (message.status !== 'sent') census.mislabelled.push(`${message.id}: ${message.status} although sent`)
      continue
    }
    const run = runs.get(message.runId) ?? engine.store.findRun(message.runId)
    if (run === null) continue
    runs.set(run.id, run)
    judgeAnswer(message, { run, found: remote.get(message.remoteId ?? ''), census })
  }
  for (const run of runs.values()) judgeWhole(run, { engine, thread, census })
  const latest = engine.store.latestRun(conversationId)
  if (latest !== null && !isOver(latest) && !isMarked(latest))
    census.stuckRuns.push(`${latest.id}: ${latest.state}, posts ${JSON.stringify(latest.posts)}`)
}

const isMarked = ({ isOverdue, isWatched, error }: Run): boolean =>
  isOverdue || (!isWatched && error !== null)

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
  const shown = engine.store.answersOf(run.id).map(({ remoteId }) => remoteId)
  const said = (thread?.messages ?? []).filter(({ run_id: id }) => id === run.remoteId).map(({ id }) => id)
  if (shown.toSorted().join() !== said.toSorted().join())
    census.wrongTexts.push(`${run.id}: ${said.length} messages at the server, ${shown.length} shown`)
}

function allOf(engine: Engine, conversationId: string): Message[] {
  const found: Message[] = []
  for (let before: number | null = null; ;) {
    const page = engine.conversations.page(conversationId, before)
    found.unshift(...(page?.messages ?? []))
    if (page === null || !page.hasEarlier) return found
    before = found[0]?.position ?? null
  }
}
