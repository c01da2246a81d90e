/** Sending and what follows from it: one open run a conversation, the rest queued; cancelling, waiting, asking again, taking runs up after a restart. */
import { canCancel, isOver, type RunEvent } from '../../shared/domain/run.ts'
import type { Answer, Question } from '../../shared/domain/conversation.ts'
import type { FunctionResult, Run } from '../../shared/domain/run-record.ts'
import { completeBeginning, writeBeginning } from './beginning.ts'
import { Cancelling } from './cancelling.ts'
import { guardClock } from './guarded-clock.ts'
import { LiveRun, type LiveRunWorld } from './live-run.ts'
import { PersonsTurn, wantedOf, type FunctionAnswers } from './persons-turn.ts'
import { leaveThread } from './new-thread.ts'
import { announcing, askedBy, putInQueue, takeOutOfQueue, type Asked, type MessageName } from './questions.ts'
import { breakLock, openRunNamed, waitOut, type RunName, type WayOut } from './thread-lock.ts'
import { NEVER, unlessLeft, untilKept } from './until-kept.ts'
import { noteOver, saveMessage } from './write-down.ts'

export interface TurnServiceWorld extends LiveRunWorld {
  reportBug(thrown: unknown): void
  functionAnswers: FunctionAnswers
}

export const createTurnService = (world: TurnServiceWorld): TurnService =>
  new TurnService({ ...world, clock: guardClock(world.clock, world.reportBug) })

export class TurnService {
  readonly #world: TurnServiceWorld
  readonly #cancelling: Cancelling
  readonly #personsTurn: PersonsTurn
  /** The run that is followed, or was last, of each conversation with an open one. */
  readonly #live = new Map<string, LiveRun>()
  #closing = new AbortController()

  constructor(world: TurnServiceWorld) {
    this.#world = world
    this.#cancelling = new Cancelling(world)
    this.#personsTurn = new PersonsTurn(world, {
      give: (run, results) => this.#give(run, results, true),
      look: (run) => this.#followAnew(run, null),
    })
  }

  send(input: Asked): void {
    if (!putInQueue(this.#world, input)) return
    const announce = announcing(this.#world, input)
    this.#onceKept(() => {
      announce()
      this.#goOnAfter(input)
    })
  }

  takeBack = (name: MessageName): { text: string } => takeOutOfQueue(this.#world, name)

  /** Goes on with a queue that stands still after a failure. */
  sendQueued({ conversationId }: { conversationId: string }): void {
    if (this.#openRun(conversationId) === null) this.#beginNext(conversationId)
  }

  /** After another run held the thread: waits until that one is over and then asks again. */
  async waitForThread(name: RunName): Promise<void> {
    this.#goOn(name, await waitOut(this.#world, name))
  }

  /** Cancels the run that holds the thread and then asks again. */
  async unlock(name: RunName): Promise<void> {
    this.#goOn(name, await breakLock(this.#world, name))
  }

  askAgain(name: RunName): void {
    const { question, before } = askedBy(this.#world, name)
    if (this.#openRun(name.conversationId) === null) this.#begin(question, before)
  }

  /** The server has forgotten the thread: what it did not answer is asked in a new one. */
  goOnInNewThread({ conversationId }: { conversationId: string }): void {
    if (this.#openRun(conversationId) !== null) return
    const lost = leaveThread(this.#world, conversationId)
    if (lost === null) this.#beginNext(conversationId)
    else this.#begin(lost.question, lost.before)
  }

  /** Before a removed conversation goes for good: nobody follows what was open in it any more. */
  forget = (conversationId: string): void => {
    this.#live.get(conversationId)?.stopWaiting()
    this.#live.delete(conversationId)
  }

  keepWaiting(name: RunName): void {
    this.#find(name).keepWaiting()
  }

  stopWaiting(name: RunName): void {
    this.#find(name).stopWaiting()
  }

  watchAgain({ conversationId, runId }: RunName): void {
    this.#find({ conversationId, runId }).renewLimit()
    this.#takeUp({ conversationId, id: runId })
  }

  async cancel(name: RunName): Promise<void> {
    const run = this.#find(name)
    if (!canCancel(run.run())) return
    const { remoteId, posts } = run.run()
    if (remoteId === null && posts.run === 'not-yet') {
      run.giveUp()
      return this.#afterFollowing(run)
    }
    run.decide({ type: 'cancel-requested' })
    await this.#pursueCancel(run)
  }

  giveResults({ results, ...name }: RunName & { results: FunctionResult[] }): void {
    const run = this.#find(name)
    const wanted = wantedOf(run.run(), results)
    // Given twice in a hurry: the first are on their way.
    if (run.run().results.length > 0 && run.isFollowed) return
    this.#personsTurn.keep(run.run(), wanted)
    this.#give(run, wanted)
  }

  /** After the computer slept or was offline: what is watched is looked at now, not when its next turn would come. */
  wake(): void {
    for (const run of this.#live.values()) if (run.canBeLookedAt) this.#followAnew(run, null)
  }

  /** After a start: every run that was open goes on, and questions whose turn has come are asked. */
  resume(): void {
    const open = this.#world.store.openRuns().map(({ conversationId }) => conversationId)
    for (const conversationId of new Set([...open, ...this.#world.store.conversationsWithQueue()]))
      this.#onceKept(() => this.resumeOne(conversationId))
  }

  /** After a conversation came back: what was open in it goes on. */
  resumeOne = (conversationId: string): void => {
    const open = this.#openRun(conversationId)
    if (open === null) this.#beginNextUnlessFailed(conversationId)
    else if (!this.#live.has(conversationId)) this.#takeUp(open)
  }

  keepSafe = (conversationId: string): Answer[] => this.#live.get(conversationId)?.keepSafe() ?? []

  /** Stops following and forgets what was known; the runs stay open in the store: `resume` or the next start takes them up. */
  close(): void {
    for (const part of [this.#cancelling, this.#personsTurn]) part.close()
    for (const run of this.#live.values()) run.leave()
    this.#live.clear()
    this.#closing.abort()
    this.#closing = new AbortController()
  }

  /** After something was stored the window must not hear that it was not: a full disk is waited for, the rest is reported. */
  #onceKept(work: () => void) {
    unlessLeft(this.#world, this.#closing.signal, work).catch(this.#world.reportBug)
  }

  #goOnAfter({ conversationId }: Asked) {
    const open = this.#openRun(conversationId)
    if (open === null) this.#beginNext(conversationId)
    else if (!open.isWatched || !this.#live.has(conversationId)) this.#takeUp(open)
  }

  /** Null when the conversation is free. */
  #openRun(conversationId: string): Run | null {
    const run = this.#live.get(conversationId)?.run() ?? this.#world.store.latestRun(conversationId)
    return run === null || isOver(run) ? null : run
  }

  #beginNext(conversationId: string) {
    const [next] = this.#world.store.queuedQuestions(conversationId)
    if (next !== undefined && this.#world.conversations.find(conversationId) !== null) this.#begin(next, null)
  }

  /** After a failure the queue stands still until the person says how to go on. */
  #beginNextUnlessFailed = (conversationId: string) =>
    this.#world.store.latestRun(conversationId)?.state !== 'failed' && this.#beginNext(conversationId)

  #begin(asked: Question, before: Run | null, known: Partial<Run> = {}) {
    this.#follow(this.#liven(writeBeginning(this.#world, asked, { before, known })))
  }

  #liven(run: Run): LiveRun {
    return new LiveRun(run, this.#world, {
      onCreatedTooLate: (late) => void this.#pursueCancel(late).catch(this.#world.reportBug),
    })
  }

  #follow(run: LiveRun) {
    this.#live.set(run.run().conversationId, run)
    run
      .follow()
      .then(() => untilKept(this.#world, NEVER, () => this.#afterFollowing(run)))
      .catch(this.#world.reportBug)
  }

  #goOn({ conversationId }: RunName, { question, before, known, blocked }: WayOut) {
    if (this.#openRun(conversationId) !== null) return
    if (blocked !== null) saveMessage(this.#world, { ...blocked, status: 'queued' })
    this.#begin(question, before, known)
  }

  #give(run: LiveRun, results: FunctionResult[], isAutomatic = false) {
    if (!run.run().isWatched) run.decide({ type: 'watched-again' })
    this.#followAnew(run, { type: 'results-given', results, ...(isAutomatic ? { isAutomatic } : {}) })
  }

  #afterFollowing(run: LiveRun) {
    const { conversationId } = run.run()
    if (this.#live.get(conversationId) !== run) return
    this.#personsTurn.begin(run)
    if (!isOver(run.run())) return
    noteOver(this.#world, conversationId)
    this.#live.delete(conversationId)
    this.#onceKept(() => this.resumeOne(conversationId))
  }

  /** The run by its name, followed or not. @throws Failure when it is not the conversation's open run. */
  #find({ conversationId, runId }: RunName): LiveRun {
    const known = this.#live.get(conversationId)
    if (known?.run().id === runId) return known
    const taken = this.#liven(openRunNamed(this.#world, { conversationId, runId }))
    this.#live.set(conversationId, taken)
    return taken
  }

  /** Goes (back) to following a run, and to cancelling it if that was the person's wish. */
  #takeUp({ conversationId, id: runId }: { conversationId: string; id: string }) {
    const run = this.#find({ conversationId, runId })
    // Until it is followed, so that after a full disk it is taken up again.
    this.#live.delete(conversationId)
    completeBeginning(this.#world, run.run())
    this.#followAnew(run)
    if (run.run().isCancelRequested) this.#pursueCancel(run).catch(this.#world.reportBug)
  }

  /** Null when nothing has been decided and the run is only to be looked at now. */
  #followAnew(run: LiveRun, event: RunEvent | null = { type: 'watched-again' }) {
    run.leave()
    if (event !== null) run.decide(event)
    this.#follow(run)
  }

  /** Whoever cancels wants to see it happen: a run nobody follows is followed until it is over. */
  async #pursueCancel(run: LiveRun) {
    const isUnborn = run.run().remoteId === null
    const isTaken = await this.#cancelling.pursue(run)
    if ((isTaken || isUnborn) && !isOver(run.run()) && !run.isFollowed) this.#followAnew(run)
  }
}
