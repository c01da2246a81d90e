/** The whole window when the store is a newer version's: what happened, why, and what can be done. Nothing has been touched. */
import { useState } from 'react'
import type { AppError } from '../../shared/errors.ts'
import { explain } from '../../shared/words/explain.ts'
import { m } from '../../shared/words/generated/messages.js'
import { request } from '../bridge/bridge.ts'
import { Button } from '../ui/Button.tsx'
import { sayFailure } from '../ui/toasts.ts'

interface NewerStoreProps {
  error: Extract<AppError, { kind: 'newer-store' }>
  /** Asks main anew: the next file may be a newer version's too. */
  onBegun(): void
}

export function NewerStore({ error, onBegun }: NewerStoreProps) {
  const [isBusy, setIsBusy] = useState(false)
  const { title, why, todo } = explain(error)
  const begin = () => {
    setIsBusy(true)
    // Where it works, main opens another window and closes this one.
    request('data.beginBeside')
      .catch(() => onBegun())
      .finally(() => setIsBusy(false))
  }
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-[520px]">
        <div role="alert">
          <h1 className="text-[20px] leading-7 font-semibold">{title}</h1>
          <p className="mt-3 text-sm [overflow-wrap:anywhere]">{why}</p>
          <p className="mt-2 text-sm font-medium">{todo}</p>
        </div>
        <div className="mt-5 flex flex-wrap gap-2">
          <Button weight="primary" onClick={() => void request('data.quit').catch(sayFailure)}>
            {m.newer_quit()}
          </Button>
          <Button onClick={() => void request('data.openFolder').catch(sayFailure)}>
            {m.data_open_folder()}
          </Button>
        </div>
        <div className="mt-8 border-t border-line pt-4">
          <p className="text-sm text-fg-2">
            {error.what === 'history' ? m.newer_beside_history() : m.newer_beside_settings()}
          </p>
          <Button className="mt-3" onClick={begin} disabled={isBusy}>
            {error.what === 'history' ? m.newer_begin_history() : m.newer_begin_settings()}
          </Button>
        </div>
      </div>
    </main>
  )
}
