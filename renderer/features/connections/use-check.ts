/** A check of a connection as the window follows it: begun, told line by line, stopped. */
import { useEffect, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract/routes.ts'
import { CHECK_LINES, type CheckLine, type CheckReport } from '../../../shared/domain/check.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { onEvent, request } from '../../bridge/bridge.ts'

export type CheckState =
  | { state: 'idle' }
  | { state: 'running'; lines: CheckLine[] }
  | { state: 'done'; lines: CheckLine[]; snapshot: CheckReport['snapshot']; isStopped: boolean }
  /** It did not begin: the form is wrong, or main could not do it. */
  | { state: 'failed'; error: AppError }

export interface CheckModel {
  check: CheckState
  /** One at a time: an earlier one is stopped. */
  begin(input: Omit<Input<'connections.check'>, 'checkId'>): void
  stop(): void
}

const WAITING: CheckLine[] = CHECK_LINES.map((name) => ({
  name,
  state: 'waiting',
  ms: null,
  note: null,
  error: null,
  fixes: [],
}))

/** Lines of an earlier check are not listened to. */
export function useCheck(): CheckModel {
  const [check, setCheck] = useState<CheckState>({ state: 'idle' })
  const running = useRef<{ checkId: string; isStopped: boolean } | null>(null)

  useEffect(() => {
    const stopListening = onEvent((event) => {
      if (event.type !== 'check-grew' || event.checkId !== running.current?.checkId) return
      const { line } = event
      setCheck((known) =>
        known.state === 'running'
          ? { ...known, lines: known.lines.map((old) => (old.name === line.name ? line : old)) }
          : known,
      )
    })
    return () => {
      stopListening()
      stopCheck(running.current)
    }
  }, [])

  async function begin(input: Omit<Input<'connections.check'>, 'checkId'>) {
    stopCheck(running.current)
    const own = { checkId: crypto.randomUUID(), isStopped: false }
    running.current = own
    setCheck({ state: 'running', lines: WAITING })
    const outcome = await ask({ checkId: own.checkId, ...input }, own)
    if (running.current !== own) return
    running.current = null
    setCheck(outcome)
  }

  return {
    check,
    begin: (input) => void begin(input),
    stop: () => stopCheck(running.current),
  }
}

interface Running {
  checkId: string
  isStopped: boolean
}

async function ask(input: Input<'connections.check'>, own: Running): Promise<CheckState> {
  try {
    const { lines, snapshot } = await request('connections.check', input)
    return { state: 'done', lines, snapshot, isStopped: own.isStopped }
  } catch (thrown) {
    return { state: 'failed', error: toAppError(thrown) }
  }
}

/** Main answers the check itself with what it knows until then. */
function stopCheck(running: Running | null): void {
  if (running === null) return
  running.isStopped = true
  request('connections.stopCheck', { checkId: running.checkId }).catch(() => undefined)
}
