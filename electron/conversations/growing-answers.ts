/** The answers of one run while they grow: text is shown at once, kept safe now and then, and replaced by what the server says at the end. */
import type { Answer, AnswerStatus, Part } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { growPart, type Piece } from './grow-part.ts'
import type { Publish, RemoteAnswer } from './ports.ts'
import type { TurnStore } from './store-ports.ts'
import { tellOfDisk } from './until-kept.ts'
import { saveMessage } from './write-down.ts'

/** How much growing text a crash may cost, in milliseconds. The server still has it, so it comes back with the answer. */
const KEEP_SAFE_EVERY_MS = 1_000

interface World {
  store: TurnStore
  publish: Publish
  clock: Clock
  ids: Ids
  log: Log
}

export class GrowingAnswers {
  readonly #run: Pick<Run, 'id' | 'conversationId'>
  readonly #world: World
  /** By the server's ID. */
  readonly #answers = new Map<string, Answer>()
  /** How far each part was heard, by the server's count. */
  readonly #heard = new Map<string, number>()
  readonly #unsaved = new Set<string>()
  #cancelSaving: (() => void) | null = null

  /** Starts from what is already stored of the run, so that a run taken up again goes on with its answers. */
  constructor(run: Pick<Run, 'id' | 'conversationId'>, world: World) {
    this.#run = { id: run.id, conversationId: run.conversationId }
    this.#world = world
    for (const answer of world.store.answersOf(run.id))
      if (answer.remoteId !== null) this.#answers.set(answer.remoteId, answer)
  }

  /** Adds text to a part; text that is already there is not added again. True when it is the run's first. */
  grow(remoteId: string, piece: Piece): boolean {
    const isFirst = this.#answers.size === 0
    const answer = this.#answers.get(remoteId) ?? this.#begin({ remoteId, content: [] }, 'growing')
    const place = JSON.stringify([remoteId, piece.part])
    const heard = this.#heard.get(place) ?? lengthOf(answer.content[piece.part])
    const grown = growPart(answer.content, piece, heard)
    if (grown === null) return isFirst
    this.#heard.set(place, piece.at + piece.text.length)
    this.#answers.set(remoteId, { ...answer, content: grown.content })
    this.#world.publish({
      type: 'text-grew',
      conversationId: this.#run.conversationId,
      messageId: answer.id,
      part: piece.part,
      at: grown.at,
      text: grown.text,
    })
    this.#unsaved.add(remoteId)
    this.#cancelSaving ??= this.#world.clock.after(KEEP_SAFE_EVERY_MS, () => this.keepSafe())
    return isFirst
  }

  /** Puts the server's word in the place of what grew. */
  replace(remote: readonly RemoteAnswer[], status: Extract<AnswerStatus, 'complete' | 'partial'>): void {
    for (const { remoteId, content, isPartial } of remote) {
      const settled = isPartial ? 'partial' : status
      const known = this.#answers.get(remoteId)
      if (known === undefined) this.#begin({ remoteId, content }, settled)
      else this.#change(remoteId, { ...known, content, status: settled })
    }
  }

  /** What grew but will not grow on: marked as partial. */
  leave(): void {
    for (const [remoteId, answer] of this.#answers)
      if (answer.status === 'growing') this.#change(remoteId, { ...answer, status: 'partial' })
    this.keepSafe()
  }

  /** Writes unsaved text down, now or as soon as the disk takes it. */
  keepSafe(): void {
    this.#cancelSaving?.()
    this.#cancelSaving = null
    try {
      this.#saveUnsaved()
    } catch (thrown) {
      // A full disk must not end anything: what could not be written stays in memory and is written when it can be.
      tellOfDisk(this.#world, thrown)
      this.#world.log('error', 'conversations', 'text not kept safe', { error: String(thrown) })
      this.#cancelSaving = this.#world.clock.after(KEEP_SAFE_EVERY_MS, () => this.keepSafe())
    }
  }

  #saveUnsaved() {
    for (const remoteId of this.#unsaved) {
      const answer = this.#answers.get(remoteId)
      if (answer !== undefined) this.#world.store.saveGrowing(answer)
      this.#unsaved.delete(remoteId)
    }
  }

  /** What is in memory only, as it is shown. */
  unsaved(): Answer[] {
    return [...this.#unsaved].flatMap((remoteId) => this.#answers.get(remoteId) ?? [])
  }

  #begin({ remoteId, content }: { remoteId: string; content: Part[] }, status: AnswerStatus): Answer {
    const { store, publish, clock, ids } = this.#world
    const { id: runId, conversationId } = this.#run
    const { answer, revision } = store.addAnswer({
      id: ids.next(),
      conversationId,
      role: 'assistant',
      runId,
      remoteId,
      content,
      status,
      createdAt: clock.now(),
    })
    publish({ type: 'message-changed', conversationId, revision, message: answer })
    this.#answers.set(remoteId, answer)
    return answer
  }

  #change(remoteId: string, answer: Answer) {
    saveMessage(this.#world, answer)
    this.#answers.set(remoteId, answer)
    this.#unsaved.delete(remoteId)
  }
}

const lengthOf = (part: Part | undefined): number => (part?.type === 'text' ? part.text.length : 0)
