/** The protocol's objects as they travel, with the protocol's own field names. */

export type Metadata = Record<string, string>

export interface FunctionTool {
  type: 'function'
  function: { name: string; description: string; parameters: Record<string, unknown> }
}

export type Tool = { type: 'code_interpreter' } | { type: 'file_search' } | FunctionTool

export interface Assistant {
  id: string
  object: 'assistant'
  created_at: number
  name: string
  description: string
  model: string
  instructions: string
  tools: Tool[]
  tool_resources: Record<string, unknown>
  metadata: Metadata
  temperature: number
  top_p: number
  response_format: 'auto'
}

export interface Thread {
  id: string
  object: 'thread'
  created_at: number
  tool_resources: unknown
  metadata: Metadata
}

export type Annotation = { text: string; start_index: number; end_index: number } & (
  | { type: 'file_citation'; file_citation: { file_id: string } }
  | { type: 'file_path'; file_path: { file_id: string } }
)

export interface TextPart {
  type: 'text'
  text: { value: string; annotations: Annotation[] }
}

export type ContentPart =
  | TextPart
  | { type: 'image_file'; image_file: { file_id: string; detail: string } }
  | { type: 'image_url'; image_url: { url: string; detail: string } }
  /** Not in the protocol: the Troublemaker sends it so that clients meet a part from the future. */
  | { type: 'hologram'; hologram: { title: string } }

export interface Message {
  id: string
  object: 'thread.message'
  created_at: number
  thread_id: string
  status: 'in_progress' | 'incomplete' | 'completed'
  incomplete_details: { reason: string } | null
  completed_at: number | null
  incomplete_at: number | null
  role: 'user' | 'assistant'
  content: ContentPart[]
  assistant_id: string | null
  run_id: string | null
  attachments: unknown[]
  metadata: Metadata
}

export interface FunctionCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

export interface LastError {
  code: 'server_error' | 'rate_limit_exceeded' | 'invalid_prompt'
  message: string
}

export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
}

/** `pondering` is not in the protocol: the Troublemaker uses it as a state from the future. */
export type RunStatus =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'cancelling'
  | 'cancelled'
  | 'failed'
  | 'completed'
  | 'incomplete'
  | 'expired'
  | 'pondering'

export interface Run {
  id: string
  object: 'thread.run'
  created_at: number
  thread_id: string
  assistant_id: string
  status: RunStatus
  required_action: { type: 'submit_tool_outputs'; submit_tool_outputs: { tool_calls: FunctionCall[] } } | null
  last_error: LastError | null
  expires_at: number | null
  started_at: number | null
  cancelled_at: number | null
  failed_at: number | null
  completed_at: number | null
  incomplete_details: { reason: string } | null
  model: string
  instructions: string
  tools: unknown[]
  metadata: Metadata
  usage: Usage | null
  temperature: number | null
  top_p: number | null
  max_prompt_tokens: number | null
  max_completion_tokens: number | null
  truncation_strategy: unknown
  tool_choice: unknown
  parallel_tool_calls: boolean
  response_format: unknown
}

export interface SearchResult {
  file_id: string
  file_name: string
  score: number
  content?: { type: 'text'; text: string }[]
}

export type CodeOutput = { type: 'logs'; logs: string } | { type: 'image'; image: { file_id: string } }

export type StepCall =
  | { id: string; type: 'code_interpreter'; code_interpreter: { input: string; outputs: CodeOutput[] } }
  | {
      id: string
      type: 'file_search'
      file_search: {
        ranking_options: { ranker: string; score_threshold: number }
        results: SearchResult[]
      }
    }
  | { id: string; type: 'function'; function: { name: string; arguments: string; output: string | null } }

export type StepDetails =
  | { type: 'message_creation'; message_creation: { message_id: string } }
  | { type: 'tool_calls'; tool_calls: StepCall[] }

export interface RunStep {
  id: string
  object: 'thread.run.step'
  created_at: number
  assistant_id: string
  thread_id: string
  run_id: string
  type: 'message_creation' | 'tool_calls'
  status: 'in_progress' | 'cancelled' | 'failed' | 'completed' | 'expired'
  step_details: StepDetails
  last_error: LastError | null
  expires_at: number | null
  expired_at: number | null
  cancelled_at: number | null
  failed_at: number | null
  completed_at: number | null
  metadata: Metadata
  usage: Usage | null
}

export interface FileObject {
  id: string
  object: 'file'
  bytes: number
  created_at: number
  filename: string
  purpose: string
  status: 'processed'
}

/** A run in one of these states never changes again and lets go of its thread. */
export const isOver = (status: RunStatus) =>
  status === 'completed' ||
  status === 'failed' ||
  status === 'cancelled' ||
  status === 'expired' ||
  status === 'incomplete'
