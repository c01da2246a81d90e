/** Theme, language, and how long a run may take before the app asks. */
import { useState } from 'react'
import type { Settings } from '../../../shared/domain/settings.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { RUN_LIMIT_SECONDS } from '../../../shared/domain/limits.ts'
import { sayFailure } from '../../ui/toasts.ts'

const change = (part: Partial<Settings>): void => {
  request('settings.change', part).catch(sayFailure)
}

/** Each change counts at once; there is nothing to save. */
export function GeneralSettings({ settings }: { settings: Settings }) {
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
        options={[
          { value: 'system', words: m.settings_language_system() },
          { value: 'en', words: 'English' },
          { value: 'zh-TW', words: '繁體中文' },
        ]}
        onChoose={(language) => change({ language })}
      />
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
      <RunLimit seconds={settings.runLimitSeconds} />
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
