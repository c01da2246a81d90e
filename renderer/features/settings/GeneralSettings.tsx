/** Theme, language, size, spelling, and how long a run may take before the app asks. */
import { useState } from 'react'
import type { AppState } from '../../../shared/contract/app-state.ts'
import type { Locale, Settings } from '../../../shared/domain/settings.ts'
import { ZOOM_STEPS } from '../../../shared/domain/zoom.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { locales } from '../../../shared/words/generated/runtime.js'
import { request } from '../../bridge/bridge.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { RUN_LIMIT_SECONDS } from '../../../shared/domain/limits.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { Spelling } from './Spelling.tsx'
import { Updates } from './Updates.tsx'

const change = (part: Partial<Settings>): void => {
  request('settings.change', part).catch(sayFailure)
}

/** Each in its own words, so that whoever reads only that one finds it. */
const NAMES: Record<Locale, string> = { en: 'English', 'zh-TW': '繁體中文' }
const LANGUAGES = locales.map((value) => ({ value, words: NAMES[value] }))

/** Each change counts at once; there is nothing to save. */
export function GeneralSettings({
  settings,
  platform,
  update,
}: Pick<AppState, 'settings' | 'platform' | 'update'>) {
  return (
    <div className="flex flex-col gap-7">
      <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.settings_general()}</h1>
      <Choices
        label={m.settings_theme()}
        value={settings.theme}
        options={[
          { value: 'system', words: m.settings_theme_system() },
          { value: 'light', words: m.settings_theme_light() },
          { value: 'dark', words: m.settings_theme_dark() },
        ]}
        onChoose={(theme) => change({ theme })}
      />
      <Choices
        label={m.settings_language()}
        value={settings.language}
        options={[{ value: 'system', words: m.settings_language_system() }, ...LANGUAGES]}
        onChoose={(language) => change({ language })}
      />
      <Zoom percent={settings.zoomPercent} />
      <div>
        <Choices
          label={m.settings_notifications()}
          value={settings.notifications ? 'on' : 'off'}
          options={[
            { value: 'on', words: m.settings_notifications_on() },
            { value: 'off', words: m.settings_notifications_off() },
          ]}
          onChoose={(choice) => change({ notifications: choice === 'on' })}
        />
        <p className="mt-1.5 text-xs text-fg-3">{m.settings_notifications_hint()}</p>
      </div>
      <Spelling isOn={settings.spelling} platform={platform} onChange={(spelling) => change({ spelling })} />
      <RunLimit seconds={settings.runLimitSeconds} />
      {update !== null && (
        <Updates isOn={settings.updates} update={update} onChange={(updates) => change({ updates })} />
      )}
    </div>
  )
}

/** A size between the steps comes only from a file edited by hand; it is shown as it is. */
function Zoom({ percent }: { percent: number }) {
  const steps = [...new Set([...ZOOM_STEPS, percent])].toSorted((one, two) => one - two)
  return (
    <div>
      <div className="max-w-32">
        <SelectField
          label={m.settings_zoom()}
          value={String(percent)}
          options={steps.map((step) => ({ value: String(step), words: `${step} %` }))}
          onChoose={(value) => change({ zoomPercent: Number(value) })}
        />
      </div>
      <p className="mt-1.5 text-xs text-fg-3">{m.settings_zoom_hint()}</p>
    </div>
  )
}

function RunLimit({ seconds }: { seconds: number }) {
  const [typed, setTyped] = useState(String(seconds))
  const [isWrong, setIsWrong] = useState(false)
  const keep = () => {
    const value = Number(typed)
    const isRight =
      Number.isInteger(value) && value >= RUN_LIMIT_SECONDS.least && value <= RUN_LIMIT_SECONDS.most
    setIsWrong(!isRight)
    if (isRight && value !== seconds) change({ runLimitSeconds: value })
  }
  return (
    <div className="max-w-[420px]">
      <Field
        label={m.settings_limit()}
        type="number"
        min={RUN_LIMIT_SECONDS.least}
        max={RUN_LIMIT_SECONDS.most}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
        }}
        error={isWrong ? m.field_out_of_range(RUN_LIMIT_SECONDS) : undefined}
        hint={m.settings_limit_hint()}
        className="max-w-32 tabular-nums"
      />
    </div>
  )
}
