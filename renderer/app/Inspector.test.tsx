/** The inspector in the window: opened by key and by answer, fed by main, quiet when nothing happens. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chatStore } from '../features/chat/chat-store.ts'
import { inspectionStore } from '../features/inspector/inspection-store.ts'
import { createFakeBridge, type FakeBridge, type Scene } from '../gallery/fake-bridge.ts'
import { answer, appState, page, question, run } from '../gallery/fixtures.ts'
import { bodies, inspection } from '../gallery/inspection.ts'
import { forgetKept } from '../ui/kept-state.ts'
import { App } from './App.tsx'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'
import { inspectorStore } from './inspector-actions.ts'

let stop = () => undefined as void

beforeEach(() => {
  forgetKept()
  for (const store of [deskStore, chatStore, inspectorStore, inspectionStore] as const)
    (store as typeof deskStore).setState((store as typeof deskStore).getInitialState(), true)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const messages = [
  question('q1', 1, 'Charged twice?'),
  answer('a1', 2, 'Once.'),
  question('q2', 3, 'Thanks.'),
  answer('a2', 4, 'You are welcome.', { runId: 'run2' }),
]
const runs = [run(), run({ id: 'run2', messageId: 'q2', startedAt: run().startedAt + 1000 })]
const inspector = () => screen.findByRole('complementary', { name: 'Inspector' })
const inspected = (bridge: FakeBridge) => bridge.asked.filter(({ name }) => name === 'runs.inspect')

describe('opening', () => {
  it('by key shows the latest run and takes the keyboard; Escape gives it back', async () => {
    const bridge = await open()
    const box = screen.getByRole('textbox', { name: 'Message' })
    box.focus()
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    expect(inspected(bridge)[0]?.input).toEqual({ conversationId: 'one', runId: 'run2' })
    await vi.waitFor(() =>
      expect(document.activeElement).toBe(within(panel).getByRole('tab', { name: 'Timeline' })),
    )
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('complementary')).toBeNull()
    expect(document.activeElement).toBe(box)
  })

  it('by Inspect shows the run of that answer, and the picker leads back to the latest', async () => {
    const bridge = await open()
    const [first] = screen.getAllByRole('button', { name: 'Inspect' })
    if (first !== undefined) await userEvent.click(first)
    const panel = await inspector()
    expect(inspected(bridge).at(-1)?.input).toMatchObject({ runId: 'run1' })
    const picker = within(panel).getByRole('combobox', { name: 'Run shown' })
    await userEvent.selectOptions(picker, 'Latest run')
    expect(inspected(bridge).at(-1)?.input).toMatchObject({ runId: 'run2' })
  })

  it('stays as it was over a visit to the settings', async () => {
    await open()
    await userEvent.keyboard('{Control>}i{/Control}')
    await userEvent.click(within(await inspector()).getByRole('tab', { name: 'Usage' }))
    await userEvent.keyboard('{Control>},{/Control}')
    expect(screen.queryByRole('complementary', { name: 'Inspector' })).toBeNull()
    await userEvent.keyboard('{Escape}')
    expect(within(await inspector()).getByRole('tab', { name: 'Usage', selected: true })).toBeTruthy()
  })

  it('says so where nothing has been asked yet', async () => {
    await open({ pages: { one: page([], []) } })
    await userEvent.keyboard('{Control>}i{/Control}')
    expect((await inspector()).textContent).toContain('There is no run to look at yet.')
  })
})

describe('what is shown', () => {
  it('is asked for again after events of the run, seldom, and never without one', async () => {
    const bridge = await open()
    await userEvent.keyboard('{Control>}i{/Control}')
    await within(await inspector()).findByText('Completed')
    expect(inspected(bridge)).toHaveLength(1)
    vi.useFakeTimers()
    const changed = (id: string, revision: number) =>
      act(() =>
        bridge.emit({
          type: 'run-changed',
          conversationId: 'one',
          revision,
          run: run({ id, messageId: 'q2' }),
        }),
      )
    changed('run1', 11)
    expect(inspected(bridge)).toHaveLength(1)
    for (let revision = 12; revision < 40; revision += 1) changed('run2', revision)
    expect(inspected(bridge)).toHaveLength(2)
    await act(() => vi.advanceTimersByTimeAsync(600))
    expect(inspected(bridge)).toHaveLength(3)
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(inspected(bridge)).toHaveLength(3)
    for (let revision = 40; revision < 60; revision += 1) {
      changed('run2', revision)
      await act(() => vi.advanceTimersByTimeAsync(100))
    }
    expect(inspected(bridge).length).toBeLessThan(9)
  })

  it('is the requests, with their bodies when one is opened', async () => {
    const bridge = await open()
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Requests' }))
    expect(within(panel).getByRole('button', { name: /GET no reply · unreachable/ })).toBeTruthy()
    expect(bridge.asked.some(({ name }) => name === 'runs.exchangeBodies')).toBe(false)
    await userEvent.click(within(panel).getByRole('button', { name: /POST 200 .*messages$/ }))
    expect(bridge.asked.at(-1)).toEqual({ name: 'runs.exchangeBodies', input: { exchangeId: 2 } })
    const sent = await within(panel).findByRole('region', { name: 'Sent' })
    expect(sent.textContent).toContain('"content": "What happened?"')
    expect(within(panel).getByText(/kept in memory until the app closes/)).toBeTruthy()
  })

  it('is cut where a body is too long to be drawn, and says so', async () => {
    const long = { text: 'x'.repeat(200_001), isCut: true }
    await open({ replies: { ...REPLIES, 'runs.exchangeBodies': { request: null, response: long } } })
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Requests' }))
    await userEvent.click(within(panel).getByRole('button', { name: /POST 200 .*threads$/ }))
    const received = await within(panel).findByRole('region', { name: 'Received' })
    expect(received.textContent).toContain('Cut: only the first 200 kB are shown.')
    expect(received.textContent).toContain('Cut: the app kept only the first')
    expect(received.querySelector('pre')?.textContent).toHaveLength(200_000)
  })

  it('is every ID, to be copied', async () => {
    await open()
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Raw' }))
    for (const name of [
      'Copy Thread ID: thread_8Kq2vX1mZpR4',
      'Copy Run ID: run_T5dW0xQ',
      'Copy Message ID: msg_q1',
      'Copy Answer ID: msg_a1',
    ])
      expect(within(panel).getAllByRole('button', { name }).length).toBeGreaterThan(0)
  })

  it('is what the assistant was when the run began, folded away', async () => {
    await open()
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Raw' }))
    const then = within(panel).getByText('Assistant as it was').closest('details')
    expect(then?.open).toBe(false)
    expect(then?.querySelector('summary')?.textContent).toContain('Support agent, gpt-4.1')
    await userEvent.click(within(panel).getByText('Assistant as it was'))
    expect(then?.open).toBe(true)
    expect(then?.textContent).toContain('You help customers of the shop.')
    expect(then?.textContent).toContain('file_search, look_up_order')
    expect(then?.textContent).toContain('vs_shop_pages')
  })

  it('says so when nothing was known of the assistant', async () => {
    await open({ replies: { ...REPLIES, 'runs.inspect': inspection({ assistant: null }) } })
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Raw' }))
    await userEvent.click(within(panel).getByText('Assistant as it was'))
    expect(panel.textContent).toContain('Nothing was known of the assistant when this run began.')
  })

  it('is why not, with another try, when main cannot tell', async () => {
    const bridge = await open({ replies: {}, failures: { 'runs.inspect': { kind: 'storage-failed' } } })
    await userEvent.keyboard('{Control>}i{/Control}')
    const panel = await inspector()
    expect((await within(panel).findByRole('alert')).textContent).toContain('This run could not be read')
    await userEvent.click(within(panel).getByRole('button', { name: 'Try again' }))
    expect(inspected(bridge)).toHaveLength(2)
  })
})

const REPLIES = { 'runs.inspect': inspection(), 'runs.exchangeBodies': bodies }

async function open(over: Partial<Scene> = {}): Promise<FakeBridge> {
  const bridge = createFakeBridge({
    state: appState(),
    pages: { one: page(messages, runs) },
    replies: REPLIES,
    ...over,
  })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
