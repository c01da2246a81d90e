/** The steps of a run, each with everything that is known of it. */
import { lazy, Suspense } from 'react'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isAnsweredAutomatically } from '../../../shared/domain/run.ts'
import type { Step } from '../../../shared/domain/step.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { ToolRow } from '../../ui/steps/ToolRow.tsx'

const CodeView = lazy(async () => ({ default: (await import('../../ui/markdown/CodeView.tsx')).CodeView }))

const STATES: Record<Step['state'], () => string> = {
  running: () => m.state_running(),
  completed: () => m.state_completed(),
  failed: () => m.state_failed(),
  cancelled: () => m.state_cancelled(),
  expired: () => m.state_expired(),
}

/** The step that writes the answer has nothing to open. */
export function StepsTab({ run }: { run: Run }) {
  if (run.steps.length === 0) return <p className="py-3 text-sm text-fg-2">{m.inspect_steps_none()}</p>
  return (
    <ol className="flex flex-col gap-3 py-3">
      {run.steps.map((step) => (
        <li key={step.id} className="overflow-hidden rounded-lg border border-line">
          <div className="flex min-h-9 items-center gap-2 px-3.5 py-1.5 text-xs text-fg-2">
            <span className="me-auto">
              {step.kind === 'message'
                ? m.time_answering()
                : m.inspect_step_state({ state: STATES[step.state]() })}
            </span>
            <CopyChip
              id={step.id}
              label={m.inspect_copy_id({ name: m.inspect_id_step(), id: step.id })}
              title={step.id}
            />
          </div>
          {step.tools.map((use, at) => (
            <ToolRow
              key={at}
              id={`inspect:${step.id}:${at}`}
              step={step}
              use={use}
              folder={run.conversationId}
              isAutomatic={isAnsweredAutomatically(run, use)}
              drawCode={drawCode}
            />
          ))}
          {step.error !== null && (
            <p className="border-t border-line bg-bad-soft px-3.5 py-2 text-sm [overflow-wrap:anywhere] text-bad select-text">
              {step.error}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The only language of the code tool. */
const drawCode = (code: string) => (
  <Suspense fallback={<pre className="font-mono text-xs whitespace-pre-wrap">{code}</pre>}>
    <CodeView code={code} language="python" />
  </Suspense>
)
