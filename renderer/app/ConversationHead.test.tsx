/** The head and the foot of the conversation that is shown: its menu, and what stands there when its assistant is gone. */
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { chatStore } from '../features/chat/chat-store.ts'
import { createFakeBridge, type FakeBridge } from '../gallery/fake-bridge.ts'
import { appState, assistant, conversation, guide, page, question, server } from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { openSettings } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'

const PATIENCE = { timeout: 10_000 }
let stop = () => undefined as void

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  chatStore.setState(chatStore.getInitialState(), true)
})
afterEach(() => stop())

describe('the menu at the head of a conversation', () => {
  it('pins, and asks how to export', async () => {
    const bridge = await open()
    await choose('Pin')
    expect(bridge.asked).toContainEqual({
      name: 'conversations.arrange',
      input: { conversationIds: ['one'], change: { isPinned: true } },
    })
    await choose('Export …')
    expect(await screen.findByRole('dialog', { name: 'Export' }, PATIENCE)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  })

  it('renames in the place of the title, and gives the keyboard back', async () => {
    const bridge = await open()
    await choose('Rename')
    const box = await screen.findByRole('textbox', { name: 'Title of the conversation' })
    await waitFor(() => expect(document.activeElement).toBe(box))
    await userEvent.keyboard('Better{Enter}')
    expect(bridge.asked).toContainEqual({
      name: 'conversations.rename',
      input: { conversationId: 'one', title: 'Better' },
    })
    expect(document.activeElement).toBe(menuButton())
  })

  it('says once, and in words that fit, that the thread to refresh from is gone', async () => {
    await open({ failures: { 'conversations.refresh': { kind: 'thread-not-found', threadId: 'thread_1' } } })
    await choose('Refresh from the server')
    expect((await screen.findAllByText(/Everything said here stays readable/, {}, PATIENCE)).length).toBe(1)
    await waitFor(() => expect(screen.queryByText('Reading the thread …')).toBeNull())
    expect(screen.queryByText(/your question is sent there anew/)).toBeNull()
  })
})

describe('a conversation whose assistant is gone', () => {
  it('has words where one would write, and the way to connect it again', async () => {
    await open({ assistantId: 'gone' })
    expect(await screen.findByText('Removed assistant is not connected any more', {}, PATIENCE)).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Connect an assistant' }))
    expect(deskStore.getState().place.at).toBe('connect')
  })
})

it('each page of the settings begins at its top', async () => {
  await open()
  await act(async () => openSettings({ assistantId: 'guide' }))
  const before = await screen.findByRole('main')
  before.scrollTop = 400
  await act(async () => openSettings({ assistantId: 'support' }))
  expect(screen.getByRole('main').scrollTop).toBe(0)
})

const menuButton = () => screen.getByRole('button', { name: 'More for this conversation' })

async function choose(name: string): Promise<void> {
  await userEvent.click(menuButton())
  await userEvent.click(await screen.findByRole('menuitem', { name }, PATIENCE))
}

interface Opened {
  assistantId?: string
  failures?: Record<string, AppError>
}

async function open({ assistantId = 'support', failures = {} }: Opened = {}): Promise<FakeBridge> {
  const one = conversation({ id: 'one', title: 'First', assistantId, threadId: 'thread_1' })
  const bridge = createFakeBridge({
    state: appState({ conversations: [one], connections: [server()], assistants: [assistant(), guide] }),
    pages: {
      one: page([question('q1', 1, 'What is it?', { conversationId: 'one' })], [], { conversation: one }),
    },
    replies: {},
    failures,
  })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
