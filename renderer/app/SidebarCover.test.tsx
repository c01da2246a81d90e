/** In a narrow window the sidebar lies over the rest only while it is wanted, and the keyboard is never left behind it. */
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { chatStore } from '../features/chat/chat-store.ts'
import { createFakeBridge } from '../gallery/fake-bridge.ts'
import { appState, assistant, conversation, page, server } from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { closeSettings, openSettings, showConversation } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'
import { focusSearch, searchPlaces, showSidebar } from './search-actions.ts'

const shown = conversation({ id: 'one', title: 'Newest' })
let stop = () => undefined as void
let setNarrow = (_isNarrow: boolean): void => undefined

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  chatStore.setState(chatStore.getInitialState(), true)
  const media = mediaList()
  vi.spyOn(globalThis, 'matchMedia').mockImplementation((query) =>
    query.includes('max-width') ? media : mediaList(),
  )
  setNarrow = (isNarrow) => {
    media.matches = isNarrow
    media.dispatchEvent(new Event('change'))
  }
  showSidebar(true)
})
afterEach(() => {
  stop()
  vi.restoreAllMocks()
})

/** One that fits nothing. */
const mediaList = () =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: '',
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
const sidebar = () => screen.queryByRole('navigation', { name: 'Conversations' })

it('is there when a window that is wide by now had no width yet while the page was read', async () => {
  // As on a busy computer: the page is read before the hidden window is laid out.
  searchPlaces.setState({ isSidebarOpen: false, isForNarrow: true })
  await open()
  expect(sidebar()).not.toBeNull()
})

it('does not cover the conversation after the window became narrow in the settings', async () => {
  await open()
  await act(async () => openSettings('general'))
  await act(async () => setNarrow(true))
  await act(async () => closeSettings())
  expect(sidebar()).toBeNull()
})

it('gives way for good when the settings are opened from it', async () => {
  await open()
  await act(async () => setNarrow(true))
  await act(async () => showSidebar(true))
  await act(async () => openSettings('general'))
  await act(async () => closeSettings())
  expect(sidebar()).toBeNull()
})

it('gives way also to what is shown already, when that is chosen in it', async () => {
  await open()
  await act(async () => setNarrow(true))
  await act(async () => showSidebar(true))
  await act(async () => showConversation('one'))
  expect(sidebar()).toBeNull()
})

it('comes with its box where it is asked for in the settings', async () => {
  await open()
  await act(async () => setNarrow(true))
  await act(async () => openSettings('general'))
  await act(async () => focusSearch())
  expect(sidebar()).not.toBeNull()
  expect(document.activeElement).toBe(await screen.findByRole('searchbox'))
})

it('has the keyboard while it lies over the conversation, and gives it back to the message', async () => {
  await open()
  await act(async () => setNarrow(true))
  await userEvent.click(screen.getByRole('button', { name: 'Show the sidebar' }))
  expect(sidebar()?.contains(document.activeElement)).toBe(true)
  await userEvent.keyboard('{Escape}')
  expect(sidebar()).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
})

async function open(): Promise<void> {
  window.assistant = createFakeBridge({
    state: appState({ conversations: [shown], connections: [server()], assistants: [assistant()] }),
    pages: { one: page([], [], { conversation: shown }) },
  })
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
}
