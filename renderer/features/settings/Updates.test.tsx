/** What the settings say of newer versions, and what can be done about them. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UpdateState } from '../../../shared/domain/update.ts'
import { setLocale } from '../../../shared/words/generated/runtime.js'
import { createFakeBridge, type FakeBridge } from '../../gallery/fake-bridge.ts'
import { appState } from '../../gallery/fixtures.ts'
import { Updates } from './Updates.tsx'

const FOUND = { kind: 'found', version: '1.2.0', isPutOff: false } as const
const FETCHING = { kind: 'fetching', version: '1.2.0', percent: 42 } as const
const READY = { kind: 'ready', version: '1.2.0', isPutOff: false } as const

let bridge: FakeBridge

beforeEach(() => {
  bridge = createFakeBridge({ state: appState(), pages: {} })
  window.assistant = bridge
})
afterEach(() => void setLocale('en', { reload: false }))

type Told = readonly [string, UpdateState, string, string | null]

const TOLD: readonly Told[] = [
  ['nothing was looked for yet', { kind: 'idle' }, '', 'Check now'],
  ['it is looking', { kind: 'looking' }, 'Checking for a newer version…', null],
  ['there is nothing newer', { kind: 'newest' }, 'This is the newest version.', 'Check now'],
  ['one is there', FOUND, 'Version 1.2.0 is available. Download it now?', 'Download'],
  [
    'one is there and was put off',
    { ...FOUND, isPutOff: true },
    'Version 1.2.0 is available. Download it now?',
    'Download',
  ],
  ['one is being fetched', FETCHING, 'Downloading version 1.2.0: 42 %', null],
  [
    'one is ready',
    READY,
    'Version 1.2.0 is downloaded and checked. Restart to use it? Drafts are kept, and open runs are followed again afterwards.',
    'Restart',
  ],
  [
    'nobody answered',
    { kind: 'failed', why: 'unreachable' },
    'The update server did not answer. Perhaps this machine is offline, or the server is. Nothing was changed; check again later.',
    'Check now',
  ],
  [
    'the file was another',
    { kind: 'failed', why: 'wrong-file' },
    'What was downloaded is not the file that the update server announced: its checksum is wrong. It may have been damaged or exchanged on the way. It was thrown away and nothing was changed; check again later.',
    'Check now',
  ],
  [
    'the signature was another’s',
    { kind: 'failed', why: 'wrong-signature' },
    'What was downloaded is not signed by the maker of this app. It was refused and nothing was changed. If this happens again, tell whoever gave you the app.',
    'Check now',
  ],
  [
    'something else went wrong',
    { kind: 'failed', why: 'other' },
    'The update did not work. Perhaps the update server holds nothing for this system, or it is being changed. Nothing was changed here; the log says more.',
    'Check now',
  ],
]

/** The same states in Chinese: what is said, and the one thing to do. */
const TOLD_IN_CHINESE: readonly (readonly [UpdateState, string, string | null])[] = [
  [{ kind: 'looking' }, '正在檢查有沒有新版本…', null],
  [{ kind: 'newest' }, '這已是最新版本。', '立即檢查'],
  [FOUND, '有新版本 1.2.0。要現在下載嗎？', '下載'],
  [FETCHING, '正在下載版本 1.2.0：42 %', null],
  [
    READY,
    '版本 1.2.0 已下載並通過檢查。要重新啟動來使用嗎？草稿會保留，進行中的執行在重新啟動後會繼續跟進。',
    '重新啟動',
  ],
  [
    { kind: 'failed', why: 'unreachable' },
    '更新伺服器沒有回應，可能是這台電腦或伺服器離線了。沒有任何變更；請稍後再檢查。',
    '立即檢查',
  ],
]

describe('the settings', () => {
  it.each(TOLD)('when %s, say so and offer what fits', (_, update, words, step) => {
    show(update)
    expect(screen.getByRole('status').textContent).toBe(words)
    expect(buttons()).toEqual(step === null ? [] : [step])
  })

  it.each(TOLD_IN_CHINESE)('say it in Chinese: %j', (update, words, step) => {
    void setLocale('zh-TW', { reload: false })
    show(update)
    expect(screen.getByRole('status').textContent).toBe(words)
    expect(buttons()).toEqual(step === null ? [] : [step])
    expect(screen.getByRole('group', { name: '檢查更新' })).toBeTruthy()
  })

  it.each([
    [{ kind: 'newest' }, 'Check now', 'look'],
    [{ kind: 'failed', why: 'unreachable' }, 'Check now', 'look'],
    [FOUND, 'Download', 'fetch'],
    [READY, 'Restart', 'restart'],
  ] as const)('with %j ask for what the button says: %s', async (update, name, step) => {
    show(update)
    await userEvent.click(screen.getByRole('button', { name }))
    expect(bridge.asked).toEqual([{ name: 'app.update', input: { step } }])
  })

  it.each([
    [{ kind: 'looking' }, 'polite'],
    [{ kind: 'newest' }, 'polite'],
    [{ kind: 'failed', why: 'unreachable' }, 'polite'],
    [FOUND, 'off'],
    [FETCHING, 'off'],
    [READY, 'off'],
  ] as const)('tell a screen reader of %j unless the question above everything does: %s', (update, live) => {
    show(update)
    expect(screen.getByRole('status').getAttribute('aria-live')).toBe(live)
  })

  it('say nothing of any version, and offer nothing, while looking is switched off', () => {
    show({ kind: 'newest' }, { isOn: false })
    expect(screen.queryByRole('status')).toBeNull()
    expect(buttons()).toEqual([])
    expect(screen.getByText(/^Off until you switch it on\./)).toBeTruthy()
  })

  it.each([
    [false, 'On', true],
    [true, 'Off', false],
  ])('switch looking from %s with "%s"', async (isOn, name, wanted) => {
    const onChange = vi.fn<(isOn: boolean) => void>()
    show({ kind: 'idle' }, { isOn, onChange })
    await userEvent.click(screen.getByRole('radio', { name }))
    expect(onChange.mock.calls).toEqual([[wanted]])
    expect(bridge.asked).toEqual([])
  })
})

const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent)

function show(
  update: UpdateState,
  { isOn = true, onChange = () => undefined }: { isOn?: boolean; onChange?(isOn: boolean): void } = {},
) {
  render(<Updates isOn={isOn} update={update} onChange={onChange} />)
}
