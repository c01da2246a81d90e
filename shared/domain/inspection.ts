/** Everything the inspector shows of one run; keys have been taken out of all of it. */
import type { AssistantSnapshot } from './assistant.ts'
import type { Exchange } from './exchange.ts'
import type { Run, Usage } from './run-record.ts'
import type { TimelineEntry } from './timeline.ts'

export interface Inspection {
  run: Run
  /** In the order they were written down. */
  events: TimelineEntry[]
  /** Since the app was started, oldest first. */
  exchanges: Exchange[]
  /** IDs at the server of the messages of this run. */
  messageIds: { question: string | null; answers: string[] }
  conversation: ConversationUsage
  /** What the server said of the assistant when the run began; null when nothing was known. */
  assistant: AssistantSnapshot | null
  /** Of the conversation, newest first, as many as one may want to pick from. */
  runs: RunTitle[]
}

export interface RunTitle {
  id: string
  /** The beginning of the question it answers. */
  title: string
  startedAt: number
}

export interface ConversationUsage {
  runs: number
  /** Runs whose usage the server told. */
  counted: number
  usage: Usage
}
