/** What the window says of newer versions as main tells of them, from the question above everything to the settings. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpdateState } from '../../shared/domain/update.ts'
import { createFakeBridge, type FakeBridge } from '../gallery/fake-bridge.ts'
import { appState, conversation, page, settingsIn } from '../gallery/fixtures.ts'
import { say } from '../ui/toasts.ts'
import { App } from './App.tsx'
import { openSettings } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'

const FOUND = { kind: 'found', version: '1.2.0', isPutOff: false } as const
const READY = { kind: 'ready', version: '1.2.0', isPutOff: false } as const
const UNREACHABLE = { kind: 'failed', why: 'unreachable' } as const

let stop = () => undefined as void

beforeEach(() => deskStore.setState(deskStore.getInitialState(), true))
afterEach(() => stop())

describe('the question above everything', () => {
  it.each([
    [FOUND, 'Version 1.2.0 is available. Download it now?', 'Download', 'fetch'],
    [READY, /^Version 1\.2\.0 is downloaded and checked\. Restart to use it\?/, 'Restart', 'restart'],
  ] as const)('asks about %j: a yes is carried out', async (update, words, yes, step) => {
    const { asked } = await open(update)
    const question = await screen.findByRole('region', { name: 'Update' })
    expect(within(question).getByText(words)).toBeTruthy()
    expect(within(question).getByRole('status').getAttribute('aria-live')).toBe('polite')
    expect(namesIn(question)).toEqual([yes, 'Later'])
    await userEvent.click(within(question).getByRole('button', { name: yes }))
    expect(stepsOf(asked)).toEqual([step])
  })

  it.each([FOUND, READY])('is put off with Later, and asks no more: %j', async (update) => {
    const { asked, emit } = await open(update)
    const question = await screen.findByRole('region', { name: 'Update' })
    await userEvent.click(within(question).getByRole('button', { name: 'Later' }))
    expect(stepsOf(asked)).toEqual(['later'])
    await act(async () => emit({ type: 'update-changed', update: { ...update, isPutOff: true } }))
    expect(screen.queryByRole('region', { name: 'Update' })).toBeNull()
  })

  it('asks in Chinese where the window is Chinese', async () => {
    await open(FOUND, { locale: 'zh-TW' })
    const question = await screen.findByRole('region', { name: '更新' })
    expect(within(question).getByText('有新版本 1.2.0。要現在下載嗎？')).toBeTruthy()
    expect(namesIn(question)).toEqual(['下載', '稍後'])
  })

  it('says how far the download is, without a button and without reading each per cent out', async () => {
    const { emit } = await open(FOUND)
    await screen.findByRole('region', { name: 'Update' })
    for (const percent of [0, 42])
      await act(async () =>
        emit({ type: 'update-changed', update: { kind: 'fetching', version: '1.2.0', percent } }),
      )
    const place = screen.getByRole('region', { name: 'Update' })
    expect(within(place).getByRole('status').textContent).toBe('Downloading version 1.2.0: 42 %')
    expect(within(place).getByRole('status').getAttribute('aria-live')).toBe('off')
    expect(namesIn(place)).toEqual([])
  })

  it.each<UpdateState>([
    { kind: 'idle' },
    { kind: 'looking' },
    { kind: 'newest' },
    UNREACHABLE,
    { ...FOUND, isPutOff: true },
    { ...READY, isPutOff: true },
  ])('is not there when there is nothing to ask: %j', async (update) => {
    const { emit } = await open(FOUND)
    await screen.findByRole('region', { name: 'Update' })
    await act(async () => emit({ type: 'update-changed', update }))
    expect(screen.queryByRole('region', { name: 'Update' })).toBeNull()
  })
})

describe('a download that fails', () => {
  it('is told wherever the person is', async () => {
    const { emit } = await open({ kind: 'fetching', version: '1.2.0', percent: 7 })
    await act(async () => emit({ type: 'update-changed', update: { kind: 'failed', why: 'wrong-file' } }))
    expect((await screen.findAllByText(/its checksum is wrong/)).length).toBeGreaterThan(0)
  })

  it('is told also when it fails at once, before the window has drawn that it began', async () => {
    const { emit } = await open(FOUND)
    await act(async () =>
      emit(
        { type: 'update-changed', update: { kind: 'fetching', version: '1.2.0', percent: 0 } },
        { type: 'update-changed', update: UNREACHABLE },
      ),
    )
    expect((await screen.findAllByText(/The update server did not answer/)).length).toBeGreaterThan(0)
  })

  it('is not one: a look of the day that finds nobody is told in the settings only', async () => {
    const { emit } = await open({ kind: 'looking' })
    await act(async () => emit({ type: 'update-changed', update: UNREACHABLE }))
    // What is said in passing comes in its order: what was said before this would be there with it.
    await import('../features/settings/update-words.ts')
    await act(async () => say({ title: 'Said afterwards', lastsMs: 60_000 }))
    expect(await screen.findAllByText('Said afterwards')).not.toEqual([])
    expect(screen.queryAllByText(/The update server did not answer/)).toEqual([])
    await act(async () => openSettings('general'))
    expect(await screen.findAllByText(/The update server did not answer/)).toHaveLength(1)
  })
})

describe('a build that knows no update server', () => {
  it('says nothing of updates, even when looking is switched on', async () => {
    await open(null)
    expect(screen.queryByRole('region', { name: 'Update' })).toBeNull()
    await act(async () => openSettings('general'))
    expect(await screen.findByRole('heading', { name: 'General' })).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'Check for updates' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull()
  })

  it('is another than one that knows one: there it can be switched on', async () => {
    const { asked } = await open({ kind: 'idle' }, { updates: false })
    await act(async () => openSettings('general'))
    const group = await screen.findByRole('group', { name: 'Check for updates' })
    await userEvent.click(within(group).getByRole('radio', { name: 'On' }))
    expect(asked.at(-1)).toEqual({ name: 'settings.change', input: { updates: true } })
  })
})

const namesIn = (place: HTMLElement) =>
  within(place)
    .queryAllByRole('button')
    .map((button) => button.textContent)

const stepsOf = (asked: FakeBridge['asked']) =>
  asked.filter(({ name }) => name === 'app.update').map(({ input }) => (input as { step: string }).step)

async function open(
  update: UpdateState | null,
  { locale = 'en', updates = true }: { locale?: 'en' | 'zh-TW'; updates?: boolean } = {},
): Promise<FakeBridge> {
  const bridge = createFakeBridge({
    state: appState({
      locale,
      update,
      settings: { ...settingsIn('light', locale), updates },
      conversations: [conversation()],
    }),
    pages: { one: page([], []) },
  })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
