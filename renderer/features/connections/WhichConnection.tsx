/** On which server: one that is known, or a new one. */
import { useController, type UseFormReturn } from 'react-hook-form'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { Chip } from '../../ui/Chip.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { AssistantFields } from './use-connect-form.ts'

interface WhichConnectionProps {
  form: UseFormReturn<AssistantFields>
  known: readonly Connection[]
}

/** Only shown where there is a choice. */
export function WhichConnection({ form, known }: WhichConnectionProps) {
  const { field } = useController({ control: form.control, name: 'connectionId' })
  const chosen = known.find(({ id }) => id === field.value)
  return (
    <div>
      <SelectField
        label={m.conn_which()}
        value={chosen === undefined ? '' : chosen.id}
        options={[
          ...known.map((connection) => ({ value: connection.id, words: nameAndHost(connection) })),
          { value: '', words: m.conn_which_new() },
        ]}
        onChoose={field.onChange}
      />
      {chosen !== undefined && isSentInClear(chosen) && (
        <div className="mt-1.5">
          <Chip tone="warn">{m.conn_in_clear()}</Chip>
        </div>
      )}
    </div>
  )
}

/** `Support · agents.example.com`; only once where the name is the host. */
export function nameAndHost(connection: Connection): string {
  const host = hostOf(connection)
  return connection.name === host ? host : `${connection.name} · ${host}`
}
