/** The buttons of a form with Check connection among them, and below them what the check finds and how to mend it. */
import { useEffect, type ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { CheckFix } from '../../../shared/domain/check.ts'
import { mend } from '../../../shared/domain/check-fix.ts'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import type { AppError } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { sayFailure } from '../../ui/toasts.ts'
import { pickCertificates } from './CertificateField.tsx'
import { CheckList } from './CheckList.tsx'
import { serverDrafts, serverFormOf } from './server-form.ts'
import { useCheck } from './use-check.ts'
import { fillServerForm } from './use-server-form.ts'

export interface CheckPlaceProps {
  /** Null checks the connection as it is stored. */
  server: UseFormReturn<ConnectionForm> | null
  /** Null for a new server. */
  connection: Connection | null
  remoteId(): string
  /** Null where the ID is not part of the form. */
  onRemoteId: ((remoteId: string) => void) | null
  /** The person is to write another key. */
  onWantKey(): void
  /** The person is to pick from the server's list; null where that cannot be. */
  onWantPick: (() => void) | null
  /** What has to be mended is on the connection's own page. */
  onOpenConnection(connectionId: string): void
  /** Shows what is wrong beside its field; false when it was about no field. */
  onFieldErrors(error: AppError): boolean
  /** Before Check connection. */
  buttons: ReactNode
}

/** Saving never needs a check, and a check saves nothing. */
export function CheckPlace(props: CheckPlaceProps) {
  const { server, connection, remoteId, onFieldErrors, buttons } = props
  const model = useCheck()
  const { check } = model
  const begin = () => {
    server?.clearErrors()
    model.begin({
      connection: connection?.id ?? null,
      form: server?.getValues() ?? null,
      remoteId: remoteId(),
    })
  }
  const error = check.state === 'failed' ? check.error : null
  useEffect(() => {
    if (error !== null) onFieldErrors(error)
    // oxlint-disable-next-line react/exhaustive-deps -- each failure is shown once
  }, [error])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {buttons}
        <Button onClick={begin} disabled={check.state === 'running'}>
          {m.form_check()}
        </Button>
        <span className="me-auto text-xs text-fg-3">{m.form_check_optional()}</span>
      </div>
      {(server === null || error?.kind !== 'invalid-fields') && (
        <CheckList model={model} onFix={(fix) => carryOut(fix, props, begin)} />
      )}
    </>
  )
}

/** Changes the form and checks again; what only the person can do is put before them. */
function carryOut(fix: CheckFix, props: CheckPlaceProps, checkAgain: () => void): void {
  const { server, remoteId, onRemoteId, onWantKey, onWantPick } = props
  if (fix.kind === 'pick-assistant') return onWantPick?.()
  if (fix.kind === 'trim-assistant') onRemoteId?.(fix.remoteId)
  else if (server === null) return mendElsewhere(fix, props)
  else if (fix.kind === 'replace-key') return onWantKey()
  else if (fix.kind === 'pick-certificates') {
    pickFor(server, checkAgain).catch(sayFailure)
    return
  } else {
    const mended = mend({ form: server.getValues(), remoteId: remoteId() }, fix)
    if (mended === null) return
    fillServerForm(server, mended.form)
  }
  checkAgain()
}

/** On the connection's own page the change stands in the form, to be checked and saved. */
function mendElsewhere(fix: CheckFix, { connection, onOpenConnection }: CheckPlaceProps): void {
  if (connection === null) return
  const form = serverDrafts.of(connection.id) ?? serverFormOf(connection)
  const mended = mend({ form, remoteId: '' }, fix)
  if (mended !== null) serverDrafts.keep(connection.id, mended.form)
  onOpenConnection(connection.id)
}

async function pickFor(server: UseFormReturn<ConnectionForm>, checkAgain: () => void): Promise<void> {
  const picked = await pickCertificates()
  if (picked === null) return
  server.setValue('certificates', { fileName: picked.fileName, pem: picked.pem })
  checkAgain()
}
