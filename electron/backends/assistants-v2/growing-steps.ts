/** The steps of a run while a stream tells of them: tool calls merged by index, strings appended. */
import type { Step } from '../../../shared/domain/step.ts'
import { isIndex } from './growing-messages.ts'
import { readStep } from './read-steps.ts'
import { asList, asObject, stepReply, type StepReply } from './replies.ts'

export interface GrowingSteps {
  /** A step that begins or of which there is news. False when it was not taken in. */
  put(step: StepReply): boolean
  /** False when nothing changed. */
  grow(stepId: string, delta: unknown): boolean
  /** In the order they began, those of before the stream first. */
  list(): Step[]
}

/** Beyond these a stream is hostile. */
const MOST_STEPS = 1000
const LONGEST_FIELD = 2 * 1024 * 1024

interface Growing {
  step: Step
  /** Null for a step from before this stream: it can be replaced but not added to. */
  reply: StepReply | null
}

export function createGrowingSteps(earlier: readonly Step[]): GrowingSteps {
  const steps = new Map<string, Growing>(earlier.map((step) => [step.id, { step, reply: null }]))

  function put(reply: StepReply): boolean {
    if (!steps.has(reply.id) && steps.size >= MOST_STEPS) return false
    steps.set(reply.id, { step: readStep(reply), reply })
    return true
  }

  return {
    put,
    grow(stepId, delta) {
      const reply = steps.get(stepId)?.reply
      if (reply === undefined || reply === null) return false
      const details = asObject(asObject(delta)['step_details'])
      const calls = mergeByIndex(reply.step_details?.tool_calls ?? [], details['tool_calls'])
      const grown = stepReply.safeParse({
        ...reply,
        step_details: { ...reply.step_details, ...details, tool_calls: calls },
      })
      return grown.success && put(grown.data)
    },
    list: () => [...steps.values()].map(({ step }) => step),
  }
}

/** Entries without a usable index are left out: a hostile one would make a huge or odd array. */
function mergeByIndex(known: readonly unknown[], delta: unknown): unknown[] {
  const merged = [...known]
  for (const entry of asList(delta)) {
    const { index, ...fields } = asObject(entry)
    if (!isIndex(index)) continue
    while (merged.length <= index) merged.push({})
    merged[index] = mergeFields(asObject(merged[index]), fields)
  }
  return merged
}

function mergeFields(
  known: Record<string, unknown>,
  delta: Record<string, unknown>,
): Record<string, unknown> {
  const merged = new Map(Object.entries(known))
  for (const [name, value] of Object.entries(delta))
    merged.set(name, mergeField(name, merged.get(name), value))
  return Object.fromEntries(merged)
}

/** Words that name a thing are sent again whole; everything else is the next piece. */
const WHOLE = new Set(['id', 'type', 'name', 'file_id', 'object'])

function mergeField(name: string, known: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    const isIndexed = value.some((entry) => isIndex(asObject(entry)['index']))
    return isIndexed ? mergeByIndex(asList(known), value) : value
  }
  if (typeof value === 'string') {
    if (WHOLE.has(name) || typeof known !== 'string') return value
    return known.length + value.length > LONGEST_FIELD ? known : known + value
  }
  if (typeof value === 'object' && value !== null) return mergeFields(asObject(known), asObject(value))
  return value ?? known
}
