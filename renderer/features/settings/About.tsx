/** What this app is, which version, and where keys are kept. */
import type { AppState } from '../../../shared/contract/app-state.ts'
import { m } from '../../../shared/words/generated/messages.js'

/** Nothing here can be changed. */
export function About({
  appVersion,
  platform,
  canKeepKeys,
}: Pick<AppState, 'appVersion' | 'platform' | 'canKeepKeys'>) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.app_name()}</h1>
      <p className="text-fg-2 select-text">
        {m.settings_about_version({ version: appVersion })} · {m.settings_about_platform({ platform })}
      </p>
      <p className="max-w-[520px]">{m.settings_about_body()}</p>
      <p className="max-w-[520px] text-fg-2">
        {canKeepKeys ? m.settings_about_keys_kept() : m.settings_about_keys_session()}
      </p>
    </div>
  )
}
