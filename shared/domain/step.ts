/** What a run did on the way to its answer, one step at a time. */

export type StepState = 'running' | 'completed' | 'failed' | 'cancelled' | 'expired'

/** What code wrote or drew. */
export type CodeOutput =
  | { type: 'logs'; text: string }
  | { type: 'image'; fileId: string }
  | { type: 'unknown'; raw: string }

/** A passage that a file search found. */
export interface SearchHit {
  fileId: string | null
  fileName: string
  /** 0 to 1 where the server gives one. */
  score: number | null
  passage: string | null
}

/** One use of a tool inside a step. Kinds we do not know are kept raw and shown, never dropped. */
export type ToolUse =
  | { kind: 'code'; input: string; outputs: CodeOutput[] }
  | { kind: 'file-search'; hits: SearchHit[] }
  /** `callId` is missing in what older versions wrote. */
  | { kind: 'function'; name: string; argumentsText: string; output: string | null; callId?: string }
  | { kind: 'unknown'; name: string; raw: string }

/** A step as the server tells it; some tell neither times nor kinds we know. */
export interface Step {
  id: string
  kind: 'message' | 'tools' | 'unknown'
  state: StepState
  tools: ToolUse[]
  /** Why the step failed, in the server's words. */
  error: string | null
  startedAt: number | null
  endedAt: number | null
}
