/** Whether newer versions are looked for, and how far one has come. Shown only where this build knows a server for them. */
import type { UpdateState } from '../../../shared/domain/update.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { goOn } from './update-steps.ts'
import { updateInWords } from './update-words.ts'

interface UpdatesProps {
  isOn: boolean
  update: UpdateState
  onChange(isOn: boolean): void
}

/** What the question above everything says is not read out a second time. */
const SAID_ABOVE: ReadonlySet<UpdateState['kind']> = new Set(['found', 'fetching', 'ready'])

/** Off until the person says so; nothing is fetched or put in place without another yes. */
export function Updates({ isOn, update, onChange }: UpdatesProps) {
  return (
    <div>
      <Choices
        label={m.update_setting()}
        value={isOn ? 'on' : 'off'}
        options={[
          { value: 'on', words: m.settings_notifications_on() },
          { value: 'off', words: m.settings_notifications_off() },
        ]}
        onChoose={(choice) => onChange(choice === 'on')}
      />
      <p className="mt-1.5 max-w-[480px] text-xs text-fg-3">{m.update_setting_hint()}</p>
      {isOn && (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <p
            role="status"
            aria-live={SAID_ABOVE.has(update.kind) ? 'off' : 'polite'}
            className="max-w-[480px] text-sm [overflow-wrap:anywhere] tabular-nums select-text"
          >
            {updateInWords(update)}
          </p>
          <NextStep update={update} />
        </div>
      )}
    </div>
  )
}

function NextStep({ update: { kind } }: { update: UpdateState }) {
  if (kind === 'found') return <Button onClick={() => goOn('fetch')}>{m.update_fetch()}</Button>
  if (kind === 'ready') return <Button onClick={() => goOn('restart')}>{m.update_restart()}</Button>
  if (kind === 'looking' || kind === 'fetching') return null
  return <Button onClick={() => goOn('look')}>{m.update_look()}</Button>
}
