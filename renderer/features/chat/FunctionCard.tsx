/** The run waits: the assistant asks the app to run functions, and the person answers for the app. */
import { Braces } from 'lucide-react'
import { useState } from 'react'
import type { FunctionCall, Run } from '../../../shared/domain/run-record.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { formatClock } from '../../ui/format.ts'
import { forgetKept } from '../../ui/kept-state.ts'
import { ArgumentsTable } from './ArgumentsTable.tsx'
import { resultKey, useResults } from './function-results.ts'

/** All calls of a batch are answered before they can be sent. */
export function FunctionCard({ run }: { run: Run }) {
  const { outputs, change } = useResults(run)
  const [state, setState] = useState<{ isSending: boolean; error: AppError | null }>({
    isSending: false,
    error: null,
  })
  const isAnswered = run.calls.every(({ callId }) => (outputs[callId] ?? '').trim() !== '')
  const isLocked = state.isSending || run.results.length > 0

  const give = (outputOf: (call: FunctionCall) => string) => {
    const results = run.calls.map((call) => ({ callId: call.callId, output: outputOf(call) }))
    setState({ isSending: true, error: null })
    request('runs.giveResults', { conversationId: run.conversationId, runId: run.id, results }).then(
      () => forgetKept(resultKey(run.id, '')),
      (thrown: unknown) => setState({ isSending: false, error: toAppError(thrown) }),
    )
  }

  return (
    <Card edge="accent" label={m.function_call()}>
      <Title run={run} />
      {run.calls.map((call) => (
        <Call
          key={call.callId}
          call={call}
          isOnly={run.calls.length === 1}
          output={outputs[call.callId] ?? ''}
          isLocked={isLocked}
          onChange={(output) => change(call.callId, output)}
        />
      ))}
      <div className="flex flex-wrap items-center gap-2 border-t border-line bg-sunk px-4 py-2.5">
        <p role={state.error === null ? undefined : 'alert'} className="me-auto text-xs text-fg-3">
          {state.error !== null
            ? m.function_not_sent({ reason: explain(state.error).title })
            : run.expiresAt !== null && m.function_expires({ time: formatClock(run.expiresAt) })}
        </p>
        <Button
          weight="quiet"
          disabled={isLocked}
          onClick={() => give(({ callId }) => errorOutput(outputs[callId] ?? ''))}
        >
          {m.function_error()}
        </Button>
        <Button
          weight="primary"
          disabled={isLocked || !isAnswered}
          onClick={() => give(({ callId }) => outputs[callId] ?? '')}
        >
          {m.function_send()}
        </Button>
      </div>
    </Card>
  )
}

const errorOutput = (typed: string): string =>
  JSON.stringify({ error: typed.trim() === '' ? m.function_default_error() : typed.trim() })

function Title({ run }: { run: Run }) {
  const [first] = run.calls
  const isOnly = run.calls.length === 1 && first !== undefined
  return (
    <div className="flex items-start gap-3 px-4 pt-3.5 pb-1">
      <Braces size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
      <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">
        {isOnly ? m.function_title({ name: first.name }) : m.function_title_many({ count: run.calls.length })}
      </h3>
    </div>
  )
}

interface CallProps {
  call: FunctionCall
  isOnly: boolean
  output: string
  isLocked: boolean
  onChange(output: string): void
}

function Call({ call, isOnly, output, isLocked, onChange }: CallProps) {
  const { name, argumentsText } = call
  return (
    <div className="flex flex-col gap-3 px-4 py-3 [&+&]:border-t [&+&]:border-line">
      {!isOnly && <p className="font-mono text-sm font-medium">{name}</p>}
      <ArgumentsTable text={argumentsText} />
      <label className="grid grid-cols-[104px_1fr] gap-3 max-sm:grid-cols-1">
        <span className="pt-2 text-sm text-fg-2 [overflow-wrap:anywhere]">{m.function_result({ name })}</span>
        <span className="block">
          <textarea
            rows={3}
            value={output}
            readOnly={isLocked}
            spellCheck={false}
            placeholder={m.function_result_hint()}
            onChange={(event) => onChange(event.target.value)}
            className="composer-ta scroll block max-h-72 min-h-[74px] w-full rounded-md border border-field-line bg-bg px-3 py-2 font-mono text-xs leading-[18px] placeholder:font-sans placeholder:text-fg-3 read-only:opacity-60"
          />
        </span>
      </label>
    </div>
  )
}
