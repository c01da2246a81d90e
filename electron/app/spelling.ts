/** Spelling: off until the person asks for it, because on Linux and Windows Chromium fetches its dictionaries from Google. */
import { app, session } from 'electron'
import { dictionariesFor } from './dictionaries.ts'

/** No dictionary is named while it is off, so none is fetched. */
export function setSpelling(isOn: boolean): void {
  const { defaultSession } = session
  // A Mac looks words up by itself and fetches nothing.
  if (process.platform !== 'darwin')
    defaultSession.setSpellCheckerLanguages(
      isOn
        ? dictionariesFor(app.getPreferredSystemLanguages(), defaultSession.availableSpellCheckerLanguages)
        : [],
    )
  defaultSession.setSpellCheckerEnabled(isOn)
}
