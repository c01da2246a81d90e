/** What is typed as the result of each call, kept while the card lives even when it is scrolled out of sight. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { useKept } from '../../ui/kept-state.ts'

/** One key a run: its calls are answered together. */
export const resultKey = (runId: string, suffix: string): string => `results:${runId}${suffix}`

/** The typed results by call, and how to change one. */
export function useResults(run: Run): {
  outputs: Readonly<Record<string, string>>
  change(callId: string, output: string): void
} {
  const given = Object.fromEntries(run.results.map(({ callId, output }) => [callId, output]))
  const [kept, setKept] = useKept<string>(resultKey(run.id, ':typed'), '{}')
  // Written by `change` alone.
  const outputs = { ...(JSON.parse(kept) as Record<string, string>), ...given }
  return {
    outputs,
    change: (callId, output) => setKept(JSON.stringify({ ...outputs, [callId]: output })),
  }
}
