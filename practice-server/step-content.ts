/** The passages a file search found travel only to those who ask for them. */
import type { RunStep, StepCall } from './wire.ts'

const WISH = 'step_details.tool_calls[*].file_search.results[*].content'

export const wantsContent = (query: URLSearchParams) =>
  [...query].some(([name, value]) => /^include(\[\d*\])?$/.test(name) && value === WISH)

export function withoutContent(step: RunStep): RunStep {
  if (step.step_details.type !== 'tool_calls') return step
  const calls = step.step_details.tool_calls.map((call): StepCall => {
    if (call.type !== 'file_search') return call
    const results = call.file_search.results.map(({ content: _content, ...result }) => result)
    return { ...call, file_search: { ...call.file_search, results } }
  })
  return { ...step, step_details: { type: 'tool_calls', tool_calls: calls } }
}
