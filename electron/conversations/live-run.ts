/** One run being followed: feeds the backend's events through the run's reducer into the store and out to the window. */
import { advance, isOver, isWaitingForPerson, type RunEvent } from '../../shared/domain/run.ts'
import type { Answer, Question } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { SEED_MESSAGES, toAppError } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { OutgoingFiles } from './attachments.ts'
import { GrowingAnswers } from './growing-answers.ts'
import type { AssistantBackend, Publish, TurnEvent } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { noteThread } from './new-thread.ts'
import { createRunLimit, type RunLimit } from './run-limit.ts'
import { untilThreadIsFree } from './thread-lock.ts'
import { technicalOf, turnOf } from './turn-of.ts'
import { unlessLeft, untilKept } from './until-kept.ts'
import { noteUpload } from './upload-news.ts'
import { saveMessage, saveRun } from './write-down.ts'

export interface LiveRunWorld {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
  clock: Clock
  ids: Ids
  log: Log
  attachments: OutgoingFiles
  /** The backend of the run's conversation and the assistant's ID there. @throws Failure when the key cannot be had. */
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend; assistantId: string }>
  /** How long a run of this conversation may take before the person is asked. */
  limitMs(conversationId: string): number
}

interface Hooks {
  /** The run came into being at the server after the person had asked to cancel it. */
  onCreatedTooLate(run: LiveRun): void
}

export class LiveRun {
  readonly #world: LiveRunWorld
  readonly #hooks: Hooks
  readonly #answers: GrowingAnswers
  readonly #limit: RunLimit
  #run: Run
  #following: AbortController | null = null
  /** It is over, and what follows from that is not written down yet. */
  #isUnsettled = false

  constructor(first: Run, world: LiveRunWorld, hooks: Hooks) {
    this.#run = first
    this.#world = world
    this.#hooks = hooks
    this.#answers = new GrowingAnswers(first, world)
    const limitMs = world.limitMs(first.conversationId)
    this.#limit = createRunLimit(world.clock, {
      limitMs,
      // How long it waited for the person is not written down, so the whole of it is forgiven.
      usedMs: isWaitingForPerson(first) ? 0 : world.clock.now() - first.startedAt,
      onLimit: () => this.#reachLimit(limitMs),
    })
  }

  run(): Run {
    return this.#run
  }

  get isFollowed(): boolean {
    return this.#following !== null && !this.#following.signal.aborted
  }

  /** A watched run that is at the server. What is on its way, first requests or results, is left alone, lest it be sent twice. */
  get canBeLookedAt(): boolean {
    if (this.isFollowed && this.#run.posts.results === 'intended') return false
    return this.#run.remoteId !== null && this.#run.isWatched && !isOver(this.#run)
  }

  /** Follows until the run is over, waits for the person, or is left alone. Rejects only when nothing can be stored. */
  async follow(): Promise<void> {
    const following = new AbortController()
    this.#following = following
    this.#setLimit()
    try {
      await this.#listen(following.signal)
    } catch (thrown) {
      if (!following.signal.aborted) await this.#break(thrown, following.signal)
    } finally {
      // Someone may have begun to follow anew while this one was being left.
      if (this.#following === following) {
        this.#following = null
        this.#limit.pause()
      }
      this.#answers.keepSafe()
    }
  }

  /** Applies what the person decided. */
  decide(event: RunEvent): void {
    this.#apply(event)
  }

  /** The person is done with it; the run at the server is left alone. */
  stopWaiting(): void {
    this.leave()
    this.decide({ type: 'stopped-waiting' })
  }

  /** Cancelled before anything of it was sent. */
  giveUp(): void {
    this.leave()
    this.decide({ type: 'ended', state: 'cancelled', raw: 'cancelled', error: null, usage: null })
  }

  keepWaiting(): void {
    if (this.#run.isOverdue) this.decide({ type: 'kept-waiting' })
  }

  /** The person chose to wait on, so the time limit begins anew. */
  renewLimit(): void {
    this.#limit.renew()
  }

  /** Ends following without touching the run at the server. */
  leave(): void {
    this.#following?.abort(new DOMException('left alone', 'AbortError'))
    this.#limit.pause()
    this.#answers.keepSafe()
  }

  /** What could not be written, and is in memory only. */
  keepSafe(): Answer[] {
    this.#answers.keepSafe()
    return this.#answers.unsaved()
  }

  async #listen(signal: AbortSignal) {
    const { backend, assistantId } = await this.#world.backendFor(this.#run.conversationId)
    signal.throwIfAborted()
    await this.#waitForThread(backend, signal)
    for await (const event of backend.follow(turnOf(this.#run, assistantId, this.#world), signal)) {
      if (signal.aborted) return
      await untilKept(this.#world, signal, () => this.#take(event))
    }
    signal.throwIfAborted()
    const isWaiting = isWaitingForPerson(this.#run) || this.#isCancelledWhileWaiting()
    if (isOver(this.#run) || isWaiting || !this.#run.isWatched) return
    this.#apply({ type: 'broke', error: { kind: 'unexpected-reply', technical: technicalOf(this.#run) } })
  }

  async #waitForThread(backend: AssistantBackend, signal: AbortSignal) {
    const { isThreadBusy, threadId } = this.#run
    if (!isThreadBusy || threadId === null) return
    await untilThreadIsFree({ backend, clock: this.#world.clock }, threadId, signal)
    this.#apply({ type: 'thread-free' })
  }

  /** It turned out to need results after the person asked to cancel it: nothing more comes until the server cancels. */
  #isCancelledWhileWaiting(): boolean {
    return this.#run.isCancelRequested && this.#run.calls.length > 0
  }

  /** What is taken twice because the disk failed in the middle ends as if it had been taken once. */
  #take(event: TurnEvent) {
    switch (event.type) {
      case 'text-grew':
        if (this.#answers.grow(event.remoteId, event)) this.#apply({ type: 'first-text' })
        return
      case 'answers':
        this.#answers.replace(event.answers, 'complete')
        return
      case 'upload-begun':
      case 'file-uploaded':
        noteUpload(this.#world, this.#run.messageId, event)
        // Sending a large file is no time in which the server owes us something.
        if (event.type === 'upload-begun') this.#limit.pause()
        else this.#setLimit()
        return
      case 'message-posted':
        this.#markQuestion('sent', event.remoteMessageId)
        this.#world.attachments.letGo(this.#run.messageId)
        break
      default:
    }
    this.#apply(event)
    if (event.type === 'run-created' && this.#run.isCancelRequested) this.#hooks.onCreatedTooLate(this)
  }

  #apply(event: RunEvent) {
    if (this.#isUnsettled) this.#settle()
    // A clock that was set back must not let anything happen before it began.
    const at = Math.max(this.#world.clock.now(), this.#run.startedAt)
    const next = advance(this.#run, event, at)
    if (next === this.#run) return
    if (event.type !== 'polled') {
      noteThread(this.#world, next, event)
      saveRun(this.#world, next, { event, at })
    }
    // Not before it is written down: what the disk refused has not happened.
    this.#run = next
    if (event.type === 'polled') return
    this.#setLimit()
    if (isOver(next)) this.#settle()
  }

  /** Only time in which the server owes us something counts. */
  #setLimit() {
    const { isWatched, isOverdue, isCancelRequested, results } = this.#run
    const isPersonsTurn = isOverdue || (isWaitingForPerson(this.#run) && results.length === 0)
    if (isOver(this.#run) || !isWatched || isCancelRequested || isPersonsTurn) this.#limit.pause()
    else this.#limit.go()
  }

  #reachLimit(limitMs: number) {
    const { id, remoteId } = this.#run
    this.#world.log('warn', 'conversations', SEED_MESSAGES.runTimeout, { runId: id, remoteId })
    const error = { kind: 'run-timeout', afterMs: limitMs, technical: technicalOf(this.#run) } as const
    this.#apply({ type: 'limit-reached', error })
  }

  async #break(thrown: unknown, signal: AbortSignal) {
    const error = toAppError(thrown)
    this.#world.log('error', 'conversations', 'following broke', { runId: this.#run.id, error })
    await unlessLeft(this.#world, signal, () => this.#apply({ type: 'broke', error }))
  }

  #markQuestion(status: Question['status'], remoteId?: string) {
    const question = this.#world.store.findMessage(this.#run.messageId)
    if (question?.role !== 'user') return
    saveMessage(this.#world, { ...question, status, remoteId: remoteId ?? question.remoteId })
  }

  /** What was on its way when the person cancelled may have arrived, and nobody has looked. */
  #markUnlessSent() {
    const { state, posts, error, messageId } = this.#run
    // Its ID is written down before the run hears of it: the app may have died in between.
    if ((this.#world.store.findMessage(messageId)?.remoteId ?? null) !== null) return
    const wasOnItsWay = state === 'cancelled' && posts.message === 'intended'
    this.#markQuestion(wasOnItsWay || error?.kind === 'unsure-sent' ? 'unsure' : 'failed')
  }

  #settle() {
    this.#isUnsettled = true
    this.#answers.leave()
    const { posts, error, id } = this.#run
    if (posts.message !== 'done') this.#markUnlessSent()
    this.#isUnsettled = false
    if (error?.kind === 'no-response')
      this.#world.log('warn', 'conversations', SEED_MESSAGES.noResponse, { runId: id })
  }
}
