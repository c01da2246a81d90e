/** The whole window over a fake main: first launch, runs in trouble, function calls, and the window around them. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chatStore } from '../features/chat/chat-store.ts'
import { createFakeBridge, type FakeBridge, type Scene } from '../gallery/fake-bridge.ts'
import {
  answer,
  appState,
  conversation,
  guide,
  page,
  practice,
  question,
  run,
  server,
  settingsIn,
} from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'

let stop = () => undefined as void

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  chatStore.setState(chatStore.getInitialState(), true)
})
afterEach(() => stop())

it('leads from the first launch to the practice assistant’s answer', async () => {
  const fresh = conversation({ title: '', threadId: null, assistantId: 'guide' })
  const bridge = await open({
    state: appState({ assistants: [], connections: [], conversations: [] }),
    pages: { one: page([], [], { conversation: fresh }) },
    replies: { 'assistants.addPractice': { conversationId: 'one' } },
  })
  expect(screen.getByRole('heading', { name: 'Test your first assistant' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Try the practice assistant' }))
  tell(bridge, {
    type: 'assistants-changed',
    connections: [practice],
    assistants: [guide],
    formerAssistants: [],
  })

  const box = await screen.findByRole('textbox', { name: 'Message' })
  expect(document.activeElement).toBe(box)
  expect(
    within(screen.getByRole('list', { name: 'Suggested questions' })).getAllByRole('button'),
  ).toHaveLength(3)
  await userEvent.type(box, 'Hello there{Enter}')
  expect(bridge.asked.at(-1)).toMatchObject({
    name: 'conversations.send',
    input: { conversationId: 'one', text: 'Hello there' },
  })

  const at = { conversationId: 'one' }
  tell(
    bridge,
    { ...at, type: 'message-changed', revision: 11, message: question('q1', 1, 'Hello there') },
    {
      ...at,
      type: 'run-changed',
      revision: 12,
      run: run({ state: 'running', endedAt: null, firstTextAt: null }),
    },
    { ...at, type: 'message-changed', revision: 13, message: answer('a1', 2, '', { status: 'growing' }) },
    { ...at, type: 'text-grew', messageId: 'a1', part: 0, at: 0, text: 'Good mor' },
    { ...at, type: 'text-grew', messageId: 'a1', part: 0, at: 8, text: 'ning' },
  )
  const log = screen.getByRole('log', { name: 'Conversation' })
  expect(within(log).getByRole('article', { name: 'You' }).textContent).toContain('Hello there')
  expect(within(log).getByRole('article', { name: 'Guide' }).textContent).toContain('Good morning')
  expect(within(log).getByRole('status').textContent).toContain('hinking')
})

describe('a run in trouble', () => {
  const opened = (over: Parameters<typeof run>[0]) =>
    open({
      state: appState(),
      pages: { one: page([question('q1', 1, 'Why?')], [run({ endedAt: null, ...over })]) },
    })

  it('offers to keep waiting first when it is overdue', async () => {
    const bridge = await opened({
      state: 'running',
      isOverdue: true,
      error: { kind: 'run-timeout', afterMs: 300_000 },
    })
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByRole('heading').textContent).toBe('Still running after 5 minutes')
    expect(alert.textContent).toContain('Assistant run timeout')
    const [first, second] = within(alert).getAllByRole('button')
    expect([first?.textContent, second?.textContent]).toEqual(['Keep waiting', 'Cancel run'])
    await userEvent.click(screen.getByRole('button', { name: 'Keep waiting' }))
    expect(bridge.asked.at(-1)?.name).toBe('runs.keepWaiting')
  })

  it('says that a run without a message finished, and asks again', async () => {
    const bridge = await opened({ state: 'completed', error: { kind: 'no-response' } })
    expect((await screen.findByRole('alert')).textContent).toContain('The run finished without a message')
    expect(screen.getByRole('alert').textContent).toContain('No assistant response found')
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    expect(bridge.asked.at(-1)?.name).toBe('runs.askAgain')
  })

  it('goes on at the server when one stops waiting, and can be looked at again', async () => {
    const bridge = await opened({ state: 'running', isWatched: false })
    expect(
      await screen.findByRole('heading', { name: 'You stopped waiting. The run goes on at the server.' }),
    ).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }))
    expect(bridge.asked.at(-1)?.name).toBe('runs.watchAgain')
  })

  it('stops waiting and cancels by two different buttons', async () => {
    const bridge = await opened({ state: 'queued' })
    expect(screen.getByRole('status').textContent).toMatch(/aiting in the queue/)
    await userEvent.click(screen.getByRole('button', { name: 'Stop waiting' }))
    await userEvent.click(screen.getByRole('button', { name: 'Cancel run' }))
    expect(bridge.asked.slice(-2).map(({ name }) => name)).toEqual(['runs.stopWaiting', 'runs.cancel'])
  })
})

describe('a function call', () => {
  const calls = [
    { callId: 'c1', name: 'get_weather', argumentsText: '{"city":"Taipei"}' },
    { callId: 'c2', name: 'get_time', argumentsText: 'not json' },
  ]

  it('is answered as one batch, once each call has a result', async () => {
    const bridge = await open({
      state: appState(),
      pages: {
        one: page([question('q1', 1, 'Why?')], [run({ state: 'needs-results', calls, endedAt: null })]),
      },
    })
    expect(await screen.findByRole('cell', { name: 'Taipei' })).toBeTruthy()
    expect(screen.getByText('not json')).toBeTruthy()
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send result' })
    await userEvent.type(screen.getByRole('textbox', { name: 'Result of get_weather' }), 'sunny')
    expect(send.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Result of get_time' }), 'noon')
    await userEvent.click(send)
    expect(bridge.asked.at(-1)).toMatchObject({
      name: 'runs.giveResults',
      input: {
        results: [
          { callId: 'c1', output: 'sunny' },
          { callId: 'c2', output: 'noon' },
        ],
      },
    })
  })
})

describe('the window', () => {
  it('opens and leaves the settings by keys', async () => {
    await open({ state: appState(), pages: { one: page([], []) } })
    await userEvent.keyboard('{Control>},{/Control}')
    expect(await screen.findByRole('heading', { name: 'General' })).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(await screen.findByRole('navigation', { name: 'Conversations' })).toBeTruthy()
  })

  it('asks for a new conversation with Ctrl+N', async () => {
    const replies = { 'conversations.create': { conversationId: 'one' } }
    const bridge = await open({ state: appState(), pages: { one: page([], []) }, replies })
    await userEvent.keyboard('{Control>}n{/Control}')
    expect(bridge.asked.some(({ name }) => name === 'conversations.create')).toBe(true)
  })

  it('names the file that was set aside until dismissed', async () => {
    const notices = [{ id: 'n1', kind: 'settings-reset' as const, file: 'settings.broken.json' }]
    await open({ state: appState({ notices, connections: [server()] }), pages: { one: page([], []) } })
    expect(screen.getByText(/settings\.broken\.json/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/settings\.broken\.json/)).toBeNull()
  })

  it('follows the language as soon as it is changed', async () => {
    const bridge = await open({ state: appState(), pages: { one: page([], []) } })
    const settings = settingsIn('dark', 'zh-TW')
    tell(bridge, { type: 'settings-changed', settings, locale: 'zh-TW' })
    expect(screen.getByRole('navigation', { name: '對話列表' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('zh-TW')
    expect(document.documentElement.dataset['theme']).toBe('dark')
  })

  it('says why a conversation cannot be opened and tries again', async () => {
    await open({
      state: appState(),
      pages: {},
      failures: { 'conversations.open': { kind: 'storage-failed' } },
    })
    expect(await screen.findByRole('heading', { name: 'This conversation could not be opened' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})

const tell = (bridge: FakeBridge, ...events: Parameters<FakeBridge['emit']>) =>
  act(() => bridge.emit(...events))

async function open(scene: Scene): Promise<FakeBridge> {
  const bridge = createFakeBridge(scene)
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
