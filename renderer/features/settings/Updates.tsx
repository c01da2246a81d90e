/** Whether newer versions are looked for, and how far one has come. Shown only where this build knows a server for them. */
import type { UpdateState, UpdateTrouble } from '../../../shared/domain/update.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { goOn } from './update-steps.ts'

interface UpdatesProps {
  isOn: boolean
  update: UpdateState
  onChange(isOn: boolean): void
}

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
          <p role="status" className="text-sm [overflow-wrap:anywhere] select-text">
            {wordsOf(update)}
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

function wordsOf(update: UpdateState): string {
  switch (update.kind) {
    case 'idle':
      return ''
    case 'looking':
      return m.update_looking()
    case 'newest':
      return m.update_newest()
    case 'found':
      return m.update_found({ version: update.version })
    case 'fetching':
      return m.update_fetching({ version: update.version, percent: update.percent })
    case 'ready':
      return m.update_ready({ version: update.version })
    case 'failed':
      return TROUBLE[update.why]()
  }
}

const TROUBLE: Readonly<Record<UpdateTrouble, () => string>> = {
  unreachable: () => m.update_unreachable(),
  'wrong-file': () => m.update_wrong_file(),
  'wrong-signature': () => m.update_wrong_signature(),
  other: () => m.update_failed(),
}
