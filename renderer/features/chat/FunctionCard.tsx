/** The run waits: the assistant asks the app to run functions, and the person answers for the app. */
import { Braces, Zap } from 'lucide-react'
import { useState } from 'react'
import type { AnswerMode } from '../../../shared/domain/assistant.ts'
import type { FunctionCall, Run } from '../../../shared/domain/run-record.ts'
import type { TypedResult } from '../../../shared/domain/typed-results.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { own } from '../../../shared/domain/own.ts'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useAssistant } from './assistant-context.ts'
import { ExpiryClock } from './ExpiryClock.tsx'
import { FunctionCallForm } from './FunctionCallForm.tsx'
import { isAnswered, outputOf, useResults } from './function-results.ts'
import { giveResults } from './give-results.ts'

interface Sending {
  isSending: boolean
  error: AppError | null
}

/** Sending ends with an error of main, or when the run is left alone, as after the server refused the results. */
function useSending(run: Run) {
  const [sending, setSending] = useState<Sending>({ isSending: false, error: null })
  const [seen, setSeen] = useState(run)
  if (run !== seen) {
    setSeen(run)
    if (sending.isSending && !run.isWatched) setSending({ isSending: false, error: null })
  }
  return [sending, setSending] as const
}

/** All calls of a batch are answered before they can be sent. */
export function FunctionCard({ run }: { run: Run }) {
  const assistant = useAssistant()
  const { typedFor, change, keep } = useResults(run, assistant?.functions ?? [])
  const [modes, setModes] = useState<Readonly<Record<string, AnswerMode>>>({})
  const [{ isSending, error }, setSending] = useSending(run)
  const isLocked = isSending || (run.results.length > 0 && run.isWatched)
  const modeOf = ({ callId, name }: FunctionCall): AnswerMode =>
    own(modes, callId) ?? assistant?.functions.find((known) => known.name === name)?.mode ?? 'ask'
  const [only] = run.calls.length === 1 ? run.calls : []
  const done = run.calls.filter((call) => isAnswered(typedFor(call))).length

  const send = (over: Partial<TypedResult> = {}) => {
    keep()
    const given = run.calls.map((call) => {
      const typed = { ...typedFor(call), ...over }
      // An error is no answer to give again.
      const mode = typed.isError ? null : modeOf(call)
      return { callId: call.callId, name: call.name, output: outputOf(call, typed), mode }
    })
    setSending({ isSending: true, error: null })
    giveResults(run, given, assistant).catch((thrown: unknown) =>
      setSending({ isSending: false, error: toAppError(thrown) }),
    )
  }

  if (isLocked && run.calls.every(({ callId }) => run.automaticCalls.includes(callId)))
    return <AnsweredAutomatically calls={run.calls} />
  return (
    <Card edge="accent" label={m.function_call()}>
      <Title calls={run.calls} />
      {run.calls.map((call) => (
        <FunctionCallForm
          key={call.callId}
          call={call}
          isOnly={call === only}
          typed={typedFor(call)}
          mode={modeOf(call)}
          isLocked={isLocked}
          onChange={(part) => change(call, part)}
          onMode={(mode) => setModes({ ...modes, [call.callId]: mode })}
        />
      ))}
      <div className="flex flex-wrap items-center gap-2 border-t border-line bg-sunk px-4 py-2.5">
        <Note run={run} done={done} sending={{ isSending: isLocked, error }} />
        {only !== undefined && (
          <Button weight="quiet" disabled={isLocked} onClick={() => send({ isError: true })}>
            {only.isUnknownKind === true ? m.function_skip() : m.function_error()}
          </Button>
        )}
        <Button weight="primary" disabled={isLocked || done < run.calls.length} onClick={() => send()}>
          {m.function_send()}
        </Button>
      </div>
    </Card>
  )
}

function Title({ calls }: { calls: readonly FunctionCall[] }) {
  const [first] = calls
  const words =
    calls.length === 1 && first !== undefined
      ? m.function_title({ name: showUnseen(first.name) })
      : m.function_title_many({ count: calls.length })
  return (
    <div className="flex items-start gap-3 px-4 pt-3.5 pb-1">
      <Braces size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
      <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">{words}</h3>
    </div>
  )
}

function Note({ run, done, sending }: { run: Run; done: number; sending: Sending }) {
  const count = run.calls.length
  if (sending.error !== null)
    return (
      <p role="alert" className="me-auto text-xs text-bad">
        {m.function_not_sent({ reason: explain(sending.error).title })}
      </p>
    )
  if (sending.isSending) return <p className="me-auto text-xs text-fg-3">{m.function_sending()}</p>
  return (
    <p className="me-auto flex flex-wrap items-center gap-x-3 text-xs text-fg-3 tabular-nums">
      {count > 1 && <span>{m.function_answered({ done, count })}</span>}
      {run.expiresAt !== null && <ExpiryClock expiresAt={run.expiresAt} />}
    </p>
  )
}

/** Shown while the server has not taken them yet; afterwards the steps say it. */
function AnsweredAutomatically({ calls }: { calls: readonly FunctionCall[] }) {
  return (
    <p className="flex items-center gap-2 text-sm text-fg-2">
      <Zap size={15} aria-hidden className="shrink-0 text-accent" />
      {m.function_automatic_sent({ names: calls.map(({ name }) => showUnseen(name)).join(', ') })}
    </p>
  )
}
