/** Sending and what follows from it: one open run a conversation, the rest queued; cancelling, waiting, asking again, taking runs up after a restart. */
import { canCancel, isOver } from '../../shared/domain/run.ts'
import { titleFrom, type Question } from '../../shared/domain/conversation.ts'
import { newRun, type FunctionResult, type Run } from '../../shared/domain/run-record.ts'
import { Failure, toAppError } from '../../shared/errors.ts'
import { createLiveRun, type LiveRun, type LiveRunWorld } from './live-run.ts'

/** How long a cancel may take to reach the server, and how long we then wait for the run to end, in milliseconds (safety.md A32). */
const CANCEL_REQUEST_MS = 15_000
const CANCELLING_MS = 30_000

export interface TurnServiceWorld extends LiveRunWorld {
  reportBug(thrown: unknown): void
}

export type TurnService = ReturnType<typeof createTurnService>

interface RunName {
  conversationId: string
  runId: string
}

export function createTurnService(world: TurnServiceWorld) {
  const { store, conversations, publish, clock, ids, reportBug } = world
  const live = new Map<string, LiveRun>()

  function send({
    conversationId,
    messageId,
    text,
  }: {
    conversationId: string
    messageId: string
    text: string
  }) {
    if (store.findMessage(messageId) !== null) return
    const conversation = conversations.find(conversationId)
    if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    const open = openRun(conversationId)
    const isFree = open === null && store.queuedQuestions(conversationId).length === 0
    const { question, revision } = store.addQuestion({
      id: messageId,
      conversationId,
      role: 'user',
      remoteId: null,
      content: [{ type: 'text', text, citations: [] }],
      createdAt: clock.now(),
      status: isFree ? 'sending' : 'queued',
    })
    publish({ type: 'message-changed', conversationId, revision, message: question })
    touch(conversationId, { draft: '', title: conversation.title || titleFrom(text), updatedAt: clock.now() })
    if (open === null) begin(store.queuedQuestions(conversationId)[0] ?? question)
    else if (!open.isWatched) watch(open)
  }

  /** Null when the conversation is free. */
  function openRun(conversationId: string): Run | null {
    const run = live.get(conversationId)?.run() ?? store.latestRun(conversationId)
    return run === null || isOver(run) ? null : run
  }

  function begin(asked: Question) {
    const question = asked.status === 'queued' ? store.moveToEnd(asked).question : asked
    const { conversationId, id: messageId } = question
    const run = newRun({ id: ids.next(), conversationId, messageId }, clock.now())
    const threadId = conversations.find(conversationId)?.threadId ?? null
    const known: Run = {
      ...run,
      threadId,
      posts: {
        ...run.posts,
        thread: threadId === null ? 'not-yet' : 'done',
        message: question.remoteId === null ? 'not-yet' : 'done',
      },
    }
    const revision = store.saveRun(known, { type: 'started' }, clock.now())
    publish({ type: 'run-changed', conversationId, revision, run: known })
    publish({
      type: 'message-changed',
      conversationId,
      ...saved({ ...question, status: question.remoteId === null ? 'sending' : 'sent' }),
    })
    touch(conversationId, { isBusy: true })
    follow(createLiveRun(known, world))
  }

  const saved = (message: Question) => ({ revision: store.saveMessage(message), message })

  function touch(conversationId: string, change: Partial<ReturnType<typeof conversations.list>[number]>) {
    const conversation = conversations.find(conversationId)
    if (conversation === null) return
    const changed = { ...conversation, ...change }
    publish({
      type: 'conversation-changed',
      conversationId,
      revision: conversations.save(changed),
      conversation: changed,
    })
  }

  function follow(run: LiveRun) {
    const { conversationId } = run.run()
    live.set(conversationId, run)
    run
      .follow()
      .then(() => afterFollowing(run))
      .catch(reportBug)
  }

  function afterFollowing(run: LiveRun) {
    const { conversationId } = run.run()
    if (live.get(conversationId) !== run || !isOver(run.run())) return
    live.delete(conversationId)
    touch(conversationId, { isBusy: false, hasNews: true, updatedAt: clock.now() })
    const hasFailedHere = run.run().state === 'failed'
    const [next] = store.queuedQuestions(conversationId)
    if (next !== undefined && !hasFailedHere) begin(next)
  }

  /** The run by its name, followed or not. @throws Failure when it is not the conversation's open run. */
  function find({ conversationId, runId }: RunName): LiveRun {
    const known = live.get(conversationId)
    if (known?.run().id === runId) return known
    const run = store.findRun(runId)
    if (run === null || run.conversationId !== conversationId || isOver(run))
      throw new Failure({ kind: 'not-found-here', what: 'run' })
    const taken = createLiveRun(run, world)
    live.set(conversationId, taken)
    return taken
  }

  function watch({ conversationId, id: runId }: { conversationId: string; id: string }) {
    const run = find({ conversationId, runId })
    run.leave()
    run.decide({ type: 'watched-again' })
    follow(run)
  }

  async function cancel(name: RunName) {
    const run = find(name)
    if (!canCancel(run.run())) return
    const { remoteId, threadId, posts, isWatched, state } = run.run()
    if (remoteId === null && posts.run === 'not-yet') {
      run.leave()
      run.decide({ type: 'ended', state: 'cancelled', raw: 'cancelled', error: null, usage: null })
      afterFollowing(run)
      return
    }
    run.decide({ type: 'cancel-requested' })
    giveUpCancelling(run)
    if (remoteId === null || threadId === null) return
    await cancelAtServer(run, { remoteId, threadId })
    if (!isWatched || state === 'needs-results')
      watch({ conversationId: name.conversationId, id: name.runId })
  }

  /** Goes out on a signal of its own: the run's signal may already be aborted, and the run would go on costing money. */
  async function cancelAtServer(run: LiveRun, ref: { remoteId: string; threadId: string }) {
    const deadline = new AbortController()
    const disarm = clock.after(CANCEL_REQUEST_MS, () =>
      deadline.abort(new Failure({ kind: 'unsupported', what: 'cancel' })),
    )
    try {
      const { backend } = await world.backendFor(run.run().conversationId)
      await backend.cancel(ref, deadline.signal)
    } catch (thrown) {
      run.decide({ type: 'cancel-failed', error: toAppError(thrown) })
    } finally {
      disarm()
    }
  }

  function giveUpCancelling(run: LiveRun) {
    clock.after(CANCELLING_MS, () => {
      if (isOver(run.run()) || run.run().state !== 'cancelling') return
      run.leave()
      run.decide({ type: 'stopped-waiting' })
    })
  }

  return {
    send,
    cancel,
    takeBack({ messageId }: { conversationId: string; messageId: string }) {
      const message = store.findMessage(messageId)
      if (message?.role !== 'user' || message.status !== 'queued')
        throw new Failure({ kind: 'not-found-here', what: 'message' })
      const revision = store.removeMessage(message)
      publish({ type: 'message-removed', conversationId: message.conversationId, revision, messageId })
      return { text: message.content.map((part) => (part.type === 'text' ? part.text : '')).join('') }
    },
    askAgain({ conversationId, runId }: RunName) {
      const run = store.findRun(runId)
      const question = run === null ? null : store.findMessage(run.messageId)
      if (question?.role !== 'user') throw new Failure({ kind: 'not-found-here', what: 'message' })
      if (openRun(conversationId) === null) begin(question)
    },
    keepWaiting: (name: RunName) => find(name).keepWaiting(),
    stopWaiting(name: RunName) {
      const run = find(name)
      run.leave()
      run.decide({ type: 'stopped-waiting' })
    },
    watchAgain: ({ conversationId, runId }: RunName) => watch({ conversationId, id: runId }),
    giveResults({ results, ...name }: RunName & { results: FunctionResult[] }) {
      const run = find(name)
      const { calls, state } = run.run()
      const isWhole = calls.every(({ callId }) => results.some((result) => result.callId === callId))
      if (state !== 'needs-results' || !isWhole) throw new Failure({ kind: 'invalid-request' })
      run.decide({
        type: 'results-given',
        results: results.filter(({ callId }) => calls.some((call) => call.callId === callId)),
      })
      follow(run)
    },
    /** After a start: every run that was open goes on. */
    resume() {
      for (const run of store.openRuns()) watch(run)
    },
    keepSafe: (conversationId: string) => live.get(conversationId)?.keepSafe(),
    /** Before the app ends: stops following; the runs stay open in the store and are taken up at the next start. */
    close() {
      for (const run of live.values()) run.leave()
    },
  }
}
