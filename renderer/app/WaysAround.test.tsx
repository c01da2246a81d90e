/** The ways between conversations, assistants and settings lead where the person expects. */
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chatStore } from '../features/chat/chat-store.ts'
import { createFakeBridge, type FakeBridge } from '../gallery/fake-bridge.ts'
import { appState, assistant, conversation, guide, NOW, page, practice, server } from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { openConnect, openSettings, showAssistant, showConversation } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'

const newest = conversation({ id: 'one', title: 'Newest', updatedAt: NOW - 1000 })
const middle = conversation({ id: 'two', title: 'Middle', assistantId: 'guide', updatedAt: NOW - 2000 })
const oldest = conversation({ id: 'three', title: 'Oldest', updatedAt: NOW - 3000 })
const fresh = conversation({ id: 'four', title: '', assistantId: 'quiet', updatedAt: NOW })
const quiet = assistant({ id: 'quiet', nickname: 'Quiet' })
const TRY = 'Try the practice assistant'

let stop = () => undefined as void

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  chatStore.setState(chatStore.getInitialState(), true)
})
afterEach(() => stop())

describe('the way back', () => {
  it.each([
    ['the settings', () => openSettings('general')],
    ['an assistant’s settings', () => openSettings({ assistantId: 'support' })],
    ['the connect form', openConnect],
  ])('from %s leads to the conversation that was shown', async (_, leaveFor) => {
    await open()
    await act(async () => showConversation('three'))
    await act(async () => leaveFor())
    await act(async () => openSettings('about'))
    await userEvent.keyboard('{Escape}')
    expect(shownId()).toBe('three')
  })

  it('leads to the newest where that conversation is gone', async () => {
    const bridge = await open()
    await act(async () => showConversation('three'))
    await act(async () => openSettings('general'))
    await act(async () => bridge.emit({ type: 'conversations-removed', conversationIds: ['three'] }))
    await userEvent.keyboard('{Escape}')
    expect(shownId()).toBe('one')
  })
})

describe('the assistant picked', () => {
  it('shows its newest conversation', async () => {
    await open()
    await userEvent.click(await screen.findByRole('button', { name: /All assistants/ }))
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Guide' }))
    expect(shownId()).toBe('two')
    expect(deskStore.getState().shownAssistantId).toBe('guide')
  })

  it('opens an empty conversation where it has none', async () => {
    const bridge = await open()
    await act(async () => showAssistant('quiet'))
    expect(bridge.asked).toContainEqual({ name: 'conversations.create', input: { assistantId: 'quiet' } })
    expect(shownId()).toBe('four')
  })

  it('keeps the right side when its shown conversation goes, then empties it', async () => {
    const bridge = await open()
    await act(async () => showAssistant('support'))
    await act(async () => bridge.emit({ type: 'conversations-removed', conversationIds: ['one'] }))
    expect(shownId()).toBe('three')
    await act(async () => bridge.emit({ type: 'conversations-removed', conversationIds: ['three'] }))
    expect(shownId()).toBeNull()
  })

  it('changes with a conversation of another that comes to be shown', async () => {
    await open()
    await act(async () => showAssistant('support'))
    await act(async () => showConversation('two'))
    expect(deskStore.getState().shownAssistantId).toBe('guide')
  })

  it('is nobody once it is removed', async () => {
    const bridge = await open()
    await act(async () => showAssistant('guide'))
    const left = { connections: [server()], assistants: [assistant()], formerAssistants: [] }
    await act(async () => bridge.emit({ type: 'assistants-changed', ...left }))
    expect(deskStore.getState().shownAssistantId).toBeNull()
  })
})

describe('the practice assistants', () => {
  it('can be had from the picker and from the settings until they are there', async () => {
    const bridge = await open(false)
    await userEvent.click(await screen.findByRole('button', { name: /All assistants/ }))
    const items = await screen.findAllByRole('menuitem')
    expect(items.at(-1)?.textContent).toBe(TRY)
    await userEvent.keyboard('{Escape}')
    await act(async () => openSettings('general'))
    await userEvent.click(await screen.findByRole('button', { name: TRY }))
    expect(bridge.asked.some(({ name }) => name === 'assistants.addPractice')).toBe(true)
    expect(shownId()).toBe('two')
  })

  it('are not offered twice', async () => {
    await open()
    await userEvent.click(await screen.findByRole('button', { name: /All assistants/ }))
    expect(await screen.findByRole('menuitem', { name: 'Connect an assistant' })).toBeTruthy()
    expect(screen.queryByRole('menuitem', { name: TRY })).toBeNull()
    await userEvent.keyboard('{Escape}')
    await act(async () => openSettings('general'))
    expect(await screen.findByRole('heading', { name: 'General' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: TRY })).toBeNull()
  })
})

function shownId(): string | null {
  const { place } = deskStore.getState()
  return place.at === 'conversation' ? place.conversationId : place.at
}

async function open(hasPractice = true): Promise<FakeBridge> {
  const conversations = [newest, middle, oldest]
  const bridge = createFakeBridge({
    state: appState({
      conversations,
      connections: hasPractice ? [server(), practice] : [server()],
      assistants: [assistant(), guide, quiet],
    }),
    pages: Object.fromEntries(
      [...conversations, fresh].map((shown) => [shown.id, page([], [], { conversation: shown })]),
    ),
    replies: {
      'conversations.create': { conversationId: 'four' },
      'assistants.addPractice': { conversationId: 'two' },
    },
  })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
