/** One conversation on its way into a file: pages of it in the exported form, with every key taken out. */
import {
  EXPORT_NAME,
  EXPORT_VERSION,
  type ExportFile,
  type ExportedMessage,
  type ExportedRun,
} from '../../shared/domain/export.ts'
import type { Conversation, Message } from '../../shared/domain/conversation.ts'
import { redactAll } from '../platform/redact-all.ts'
import type { ExportSource, Partners, RunAndSnapshot } from './ports.ts'
import type { WriteStamp } from './stamps.ts'

/** Everything of the file but what is long. */
export type ExportHead = Omit<ExportFile, 'messages' | 'runs'>

export interface ExportSubject {
  head: ExportHead
  /** Oldest first, each with the runs that were begun for the questions in it. */
  pages(): Iterable<{ messages: ExportedMessage[]; runs: ExportedRun[] }>
  /** In the order they were begun. */
  runPages(): Iterable<ExportedRun[]>
}

interface World {
  source: ExportSource
  partners: Partners
  secrets(): readonly string[]
  stamp: WriteStamp
  timeZone: string
  appVersion: string
  appName: string
  now(): number
}

/** Null when the conversation is not here any more. */
export function createSubject(world: World, conversationId: string): ExportSubject | null {
  const conversation = world.source.find(conversationId)
  if (conversation === null) return null
  const clean = <T>(value: T): T => redactAll(value, world.secrets())
  const toRun = (known: RunAndSnapshot) => clean(exportedRun(known, world.stamp))
  return {
    head: clean(headOf(conversation, world)),
    *pages() {
      for (let position = 0; ;) {
        const found = world.source.messagesAfter(conversationId, position)
        const last = found.at(-1)
        if (last === undefined) return
        position = last.position
        const runs = world.source.runsOf(found.map(({ id }) => id))
        yield {
          messages: found.map((message) => clean(exportedMessage(message, world.stamp))),
          runs: runs.map(toRun),
        }
      }
    },
    *runPages() {
      for (let number = 0; ;) {
        const { runs, last } = world.source.runsAfter(conversationId, number)
        if (last === number) return
        number = last
        yield runs.map(toRun)
      }
    },
  }
}

function headOf(conversation: Conversation, world: World): ExportHead {
  const { id, assistantId, title, threadId, createdAt, updatedAt } = conversation
  const { stamp, timeZone, appName, appVersion } = world
  return {
    format: EXPORT_NAME,
    version: EXPORT_VERSION,
    exportedAt: stamp(world.now()),
    timeZone,
    app: { name: appName, version: appVersion },
    conversation: { id, title, threadId, createdAt: stamp(createdAt), updatedAt: stamp(updatedAt) },
    ...world.partners.partnersOf(assistantId),
  }
}

const exportedMessage = (message: Message, stamp: WriteStamp): ExportedMessage => ({
  id: message.id,
  position: message.position,
  role: message.role,
  status: message.status,
  remoteId: message.remoteId,
  runId: message.role === 'assistant' ? message.runId : null,
  createdAt: stamp(message.createdAt),
  content: message.content,
})

function exportedRun({ run, snapshot }: RunAndSnapshot, stamp: WriteStamp): ExportedRun {
  const when = (at: number | null) => (at === null ? null : stamp(at))
  return {
    id: run.id,
    messageId: run.messageId,
    state: run.state,
    rawStatus: run.rawStatus,
    threadId: run.threadId,
    remoteId: run.remoteId,
    startedAt: stamp(run.startedAt),
    firstTextAt: when(run.firstTextAt),
    endedAt: when(run.endedAt),
    expiresAt: when(run.expiresAt),
    calls: run.calls,
    results: run.results,
    automaticCalls: run.automaticCalls,
    steps: run.steps,
    usage: run.usage,
    error: run.error,
    polls: run.polls,
    assistantSnapshot: snapshot,
  }
}
