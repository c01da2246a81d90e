/** One export from its dialog to its end: asked for, told of as it grows, stopped if wanted. */
import { useEffect, useRef, useState } from 'react'
import type { ExportFormat, ExportOutcome } from '../../../shared/domain/export.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { onEvent, request } from '../../bridge/bridge.ts'

export type ExportState =
  | { at: 'asking' }
  | { at: 'working'; workId: string; done: number; total: number }
  | { at: 'done'; workId: string; outcome: ExportOutcome }
  | { at: 'failed'; error: AppError }

export interface Export {
  state: ExportState
  begin(format: ExportFormat): void
  stop(): void
  /** Null where nothing was written. @throws Failure */
  show(): Promise<void>
}

/** Leaving the dialog stops what is under way: nobody would be told of its end. */
export function useExport(conversationIds: 'all' | readonly string[]): Export {
  const [state, setState] = useState<ExportState>({ at: 'asking' })
  const underWay = useRef<string | null>(null)

  useEffect(() => {
    const unhear = onEvent((event) => {
      if (event.type !== 'work-grew' || event.workId !== underWay.current) return
      setState({ at: 'working', workId: event.workId, done: event.done, total: event.total })
    })
    return () => {
      unhear()
      if (underWay.current !== null) stopWork(underWay.current)
    }
  }, [])

  function end(workId: string, next: ExportState) {
    if (underWay.current !== workId) return
    underWay.current = null
    setState(next)
  }

  function begin(format: ExportFormat) {
    const workId = crypto.randomUUID()
    underWay.current = workId
    setState({ at: 'working', workId, done: 0, total: 0 })
    const ids = conversationIds === 'all' ? conversationIds : [...conversationIds]
    request('data.export', { workId, conversationIds: ids, format }).then(
      (outcome) => end(workId, outcome === null ? { at: 'asking' } : { at: 'done', workId, outcome }),
      (thrown: unknown) => end(workId, { at: 'failed', error: toAppError(thrown) }),
    )
  }

  return {
    state,
    begin,
    stop: () => void (underWay.current !== null && stopWork(underWay.current)),
    show: async () => {
      if (state.at === 'done') await request('data.showExported', { workId: state.workId })
    },
  }
}

/** What cannot be stopped any more has ended by itself. */
function stopWork(workId: string): void {
  request('data.stopWork', { workId }).catch(() => undefined)
}
