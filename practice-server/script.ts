/** What a practice assistant is going to do, as plain data: a list of moves that a run then plays in time. */
import type { NewId } from './clock.ts'
import type {
  Annotation,
  CodeOutput,
  ContentPart,
  FunctionCall,
  LastError,
  RunStatus,
  RunStep,
  SearchResult,
  StepCall,
  StepDetails,
} from './wire.ts'

export type Move =
  | { do: 'wait'; ms: number }
  | { do: 'set-run'; status: RunStatus; lastError?: LastError; incompleteReason?: string }
  | { do: 'ask'; calls: FunctionCall[] }
  | { do: 'open-step'; stepId: string; details: StepDetails }
  /** `delta` is what a stream tells of the change; `details` is the step after it. */
  | { do: 'change-step'; details: StepDetails; delta: unknown }
  | { do: 'close-step'; status: RunStep['status'] }
  | { do: 'open-message'; messageId: string }
  | { do: 'say'; text: string; annotations: Annotation[] }
  | { do: 'add-part'; part: ContentPart }
  | { do: 'close-message'; incompleteReason?: string }
  /** Ends whatever is open and then the run, as a cancel or an expiry does. */
  | { do: 'break-off'; as: 'cancelled' | 'expired' }
  /** Breaks every open event stream of the run; the run itself goes on. */
  | { do: 'cut' }

export type Script = Move[]

export interface Saying {
  text: string
  annotations?: Annotation[]
  partsBefore?: ContentPart[]
  partsAfter?: ContentPart[]
}

/** Waiting in the queue, then the pause before the first word. */
export const think = (queuedMs = 400, thinkingMs = 500): Script => [
  { do: 'wait', ms: queuedMs },
  { do: 'set-run', status: 'in_progress' },
  { do: 'wait', ms: thinkingMs },
]

export const finish = (): Script => [{ do: 'set-run', status: 'completed' }]

/** One assistant message with the step that creates it. */
export function speak(newId: NewId, saying: Saying): Script {
  return [...openMessage(newId), ...partsOf(saying), { do: 'close-message' }, closeStep]
}

/** A message that is left open, for scripts that break it off themselves. */
export function openMessage(newId: NewId): Script {
  const messageId = newId('msg_')
  const details: StepDetails = { type: 'message_creation', message_creation: { message_id: messageId } }
  return [
    { do: 'open-step', stepId: newId('step_'), details },
    { do: 'open-message', messageId },
  ]
}

function partsOf({ text, annotations = [], partsBefore = [], partsAfter = [] }: Saying): Script {
  return [
    ...partsBefore.map((part): Move => ({ do: 'add-part', part })),
    { do: 'say', text, annotations },
    ...partsAfter.map((part): Move => ({ do: 'add-part', part })),
  ]
}

const closeStep: Move = { do: 'close-step', status: 'completed' }
const toolCalls = (calls: StepCall[]): StepDetails => ({ type: 'tool_calls', tool_calls: calls })
const openCalls = (newId: NewId): Move => ({
  do: 'open-step',
  stepId: newId('step_'),
  details: toolCalls([]),
})

/** A code_interpreter step: the code appears, then what it printed and drew. */
export function runCode(newId: NewId, { input, outputs }: { input: string; outputs: CodeOutput[] }): Script {
  const id = newId('call_')
  const call = (code: { input: string; outputs: CodeOutput[] }) =>
    toolCalls([{ id, type: 'code_interpreter', code_interpreter: code }])
  const change = (code: { input: string; outputs: CodeOutput[] }, told: Record<string, unknown>): Move => ({
    do: 'change-step',
    details: call(code),
    delta: [{ index: 0, id, type: 'code_interpreter', code_interpreter: told }],
  })
  const half = Math.ceil(input.length / 2)
  return [
    openCalls(newId),
    change({ input: input.slice(0, half), outputs: [] }, { input: input.slice(0, half), outputs: [] }),
    { do: 'wait', ms: 200 },
    change({ input, outputs: [] }, { input: input.slice(half) }),
    { do: 'wait', ms: 400 },
    change({ input, outputs }, { outputs: outputs.map((output, index) => ({ index, ...output })) }),
    closeStep,
  ]
}

/** A file_search step with the passages it found. */
export function searchFiles(newId: NewId, results: SearchResult[]): Script {
  const call = (found: SearchResult[]): StepCall => ({
    id,
    type: 'file_search',
    file_search: { ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0 }, results: found },
  })
  const id = newId('call_')
  return [
    openCalls(newId),
    {
      do: 'change-step',
      details: toolCalls([call([])]),
      delta: [{ index: 0, id, type: 'file_search', file_search: {} }],
    },
    { do: 'wait', ms: 500 },
    {
      do: 'change-step',
      details: toolCalls([call(results)]),
      delta: [{ index: 0, id, type: 'file_search', file_search: {} }],
    },
    closeStep,
  ]
}

/** A step that asks for functions and leaves the run waiting for their outputs. */
export function callFunctions(
  newId: NewId,
  wanted: { name: string; arguments: Record<string, unknown> }[],
): Script {
  const calls = wanted.map((call): FunctionCall => ({
    id: newId('call_'),
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }))
  const asStep = (call: FunctionCall): StepCall => ({
    ...call,
    function: { ...call.function, output: null },
  })
  const announce = calls.flatMap((call, index): Script => {
    const before = calls.slice(0, index).map(asStep)
    const named = asStep({ ...call, function: { ...call.function, arguments: '' } })
    return [
      { do: 'change-step', details: toolCalls([...before, named]), delta: [{ index, ...named }] },
      { do: 'wait', ms: 150 },
      {
        do: 'change-step',
        details: toolCalls([...before, asStep(call)]),
        delta: [{ index, type: 'function', function: { arguments: call.function.arguments } }],
      },
    ]
  })
  return [openCalls(newId), ...announce, { do: 'ask', calls }]
}
