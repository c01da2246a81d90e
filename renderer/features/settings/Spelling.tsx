/** Whether spelling is checked. Where that fetches a dictionary, it asks first. */
import { useState } from 'react'
import { m } from '../../../shared/words/generated/messages.js'
import { Choices } from '../../ui/Choices.tsx'
import { AskDialog } from '../../ui/ConfirmDialog.tsx'
import { joinSentences } from '../../ui/format.ts'

interface SpellingProps {
  isOn: boolean
  platform: string
  onChange(isOn: boolean): void
}

/** A Mac has its own dictionaries; elsewhere Chromium fetches them from Google. */
export function Spelling({ isOn, platform, onChange }: SpellingProps) {
  const [isAsking, setIsAsking] = useState(false)
  const isFetched = platform !== 'darwin'
  const source = isFetched ? m.settings_spelling_fetched() : m.settings_spelling_own()
  return (
    <div>
      <Choices
        label={m.settings_spelling()}
        value={isOn ? 'on' : 'off'}
        options={[
          { value: 'on', words: m.settings_notifications_on() },
          { value: 'off', words: m.settings_notifications_off() },
        ]}
        onChoose={(choice) => {
          if (choice === 'on' && isFetched && !isOn) setIsAsking(true)
          else onChange(choice === 'on')
        }}
      />
      <p className="mt-1.5 max-w-[480px] text-xs text-fg-3">
        {joinSentences(m.settings_spelling_hint(), source)}
      </p>
      <AskDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        question={m.settings_spelling_ask()}
        body={m.settings_spelling_ask_body()}
        yes={m.settings_spelling_yes()}
        onYes={() => onChange(true)}
      />
    </div>
  )
}
