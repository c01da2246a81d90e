/** A certificate authority of one's own, picked as a file. */
import { useState } from 'react'
import { useController, type UseFormReturn } from 'react-hook-form'
import type { ConnectionForm } from '../../../shared/domain/connection.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { joinSentences } from '../../ui/format.ts'

/** There is no way to trust everything: only what is in the file counts besides the system's authorities. */
export function CertificateField({ form }: { form: UseFormReturn<ConnectionForm> }) {
  const { field, fieldState } = useController({ control: form.control, name: 'certificates' })
  const [names, setNames] = useState<readonly string[]>([])
  const [error, setError] = useState<AppError | null>(null)
  const take = async () => {
    setError(null)
    try {
      const picked = await pickCertificates()
      if (picked === null) return
      field.onChange({ fileName: picked.fileName, pem: picked.pem })
      setNames(picked.names)
    } catch (thrown) {
      setError(toAppError(thrown))
    }
  }
  const pick = () => void take()
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{m.conn_certificates()}</p>
      {field.value === null ? (
        <Button className="h-7 px-2.5 text-xs" onClick={pick}>
          {m.conn_certificates_pick()}
        </Button>
      ) : (
        <div className="flex min-h-9 items-center gap-1 rounded-md border border-line-strong bg-sunk py-1 ps-3 pe-1">
          <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
            <p>{field.value.fileName}</p>
            {names.length > 0 && <p className="text-xs text-fg-2">{names.join(' · ')}</p>}
          </div>
          <Button weight="quiet" className="h-7" onClick={pick}>
            {m.key_replace()}
          </Button>
          <Button
            weight="danger"
            className="h-7"
            aria-label={m.conn_certificates_remove()}
            onClick={() => field.onChange(null)}
          >
            {m.key_remove()}
          </Button>
        </div>
      )}
      <div className="mt-1.5 text-xs">
        {(error !== null || fieldState.error !== undefined) && (
          <p role="alert" className="text-bad">
            {error === null ? fieldState.error?.message : failureWords(error)}
          </p>
        )}
        <p className="text-fg-3">{m.conn_certificates_hint()}</p>
      </div>
    </div>
  )
}

/** Opens the system's dialog; null when nothing was picked. */
export const pickCertificates = () => request('connections.pickCertificates')

function failureWords(error: AppError): string {
  const problem = error.kind === 'invalid-fields' ? error.fields.certificates : undefined
  if (problem !== undefined) return fieldWords('certificates', problem)
  const { title, todo } = explain(error)
  return joinSentences(title, todo)
}
