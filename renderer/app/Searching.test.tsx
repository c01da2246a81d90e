/** Searching by keyboard: the sidebar's box, finding in a conversation, and the palette. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MatchesReply, SearchReply } from '../../shared/domain/search.ts'
import type { AppError } from '../../shared/errors.ts'
import { chatStore } from '../features/chat/chat-store.ts'
import { findStore } from '../features/chat/find-store.ts'
import { createFakeBridge, type FakeBridge } from '../gallery/fake-bridge.ts'
import { appState, assistant, conversation, guide, NOW, page, question, server } from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { closeSettings, openSettings } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'
import { findHere, focusSearch, openPalette, searchPlaces, sidebarSearch } from './search-actions.ts'

const first = conversation({ id: 'one', title: 'Refund', updatedAt: NOW - 1 })
const second = conversation({ id: 'two', title: 'Weather', updatedAt: NOW - 2 })

let stop = () => undefined as void

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  chatStore.setState(chatStore.getInitialState(), true)
  findStore.setState(findStore.getInitialState(), true)
  searchPlaces.setState({ ...searchPlaces.getInitialState(), isSidebarOpen: true }, true)
  sidebarSearch.type('')
})
afterEach(() => stop())

describe('the box at the head of the sidebar', () => {
  it('shows what was found; arrows and Enter lead to where it stands', async () => {
    const { asked } = await open({ found: WEATHER })
    await act(async () => focusSearch())
    await userEvent.type(box(), '天')
    expect(await within(await results()).findByRole('button', { name: /氣很好/ })).toBeTruthy()
    expect((await results()).querySelectorAll('mark')).toHaveLength(1)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(asked.filter(({ name }) => name === 'conversations.open').at(-1)?.input).toMatchObject({
      conversationId: 'two',
      aroundPosition: 4_321,
    })
  })

  it('looks again when conversations go or come back, so that nothing is listed that is not there', async () => {
    const bridge = await open({ found: WEATHER })
    const asked = () => bridge.asked.filter(({ name }) => name === 'search.everywhere').length
    await act(async () => focusSearch())
    await userEvent.type(box(), '天')
    await within(await results()).findByRole('button', { name: /氣很好/ })
    for (const event of [
      { type: 'conversations-removed', conversationIds: ['two'] },
      { type: 'conversation-changed', conversationId: 'two', conversation: second, revision: 9 },
      { type: 'history-restored' },
    ] as const) {
      const before = asked()
      await act(async () => bridge.emit(event))
      expect(asked()).toBeGreaterThan(before)
    }
  })

  it('says when there is nothing, and how much cannot be found yet', async () => {
    await open({ found: { ...NOTHING, toIndex: 12 } })
    await act(async () => focusSearch())
    await userEvent.type(box(), 'zzz')
    expect((await results()).textContent).toContain('Nothing found for “zzz”.')
    expect((await results()).textContent).toContain('12 messages cannot be found yet')
  })

  it('says why it could not look', async () => {
    await open({ failure: { kind: 'storage-failed' } })
    await act(async () => focusSearch())
    await userEvent.type(box(), 'order')
    expect((await within(await results()).findByRole('alert')).textContent).not.toBe('')
  })

  it('is emptied by Escape, and then the list is there again', async () => {
    await open({ found: WEATHER })
    await act(async () => focusSearch())
    await userEvent.type(box(), '天')
    await results()
    await userEvent.keyboard('{Escape}')
    expect(box().value).toBe('')
    expect(screen.queryByRole('region', { name: 'Search results' })).toBeNull()
  })

  it('has the cursor once for each time it is asked for: who comes back from the settings goes on writing', async () => {
    await open({})
    await act(async () => focusSearch())
    expect(document.activeElement).toBe(box())
    await act(async () => openSettings('general'))
    await act(async () => closeSettings())
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
  })

  it('asks for the newest text once the question before it is answered', async () => {
    const { asked } = await open({ found: WEATHER })
    await act(async () => focusSearch())
    await userEvent.type(box(), 'weather')
    const texts = asked.flatMap(({ name, input }) => (name === 'search.everywhere' ? [input] : []))
    expect(texts.at(-1)).toMatchObject({ text: 'weather' })
  })
})

describe('finding in a conversation', () => {
  const matches = {
    matches: [
      { messageId: 'q1', position: 1, count: 2 },
      { messageId: 'far', position: 5_000, count: 1 },
    ],
    toIndex: 0,
  }

  it('counts every place, goes on and back, and around the ends', async () => {
    await open({ matches })
    await act(async () => findHere())
    await userEvent.type(await findBox(), 'order')
    const status = () => within(bar()).getByRole('status').textContent
    expect(await within(bar()).findByText(/^\d of 3$/)).toBeTruthy()
    const seen = [status()]
    for (let count = 0; count < 3; count += 1) {
      await userEvent.keyboard('{Enter}')
      seen.push(status())
    }
    expect(new Set(seen)).toEqual(new Set(['1 of 3', '2 of 3', '3 of 3']))
    expect(seen.at(-1)).toBe(seen[0])
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    expect(status()).toBe(seen[2])
  })

  it('opens the page around a place that is far away', async () => {
    const { asked } = await open({ matches: { matches: matches.matches.slice(1), toIndex: 0 } })
    await act(async () => findHere())
    await userEvent.type(await findBox(), 'order')
    await within(bar()).findByText('1 of 1')
    expect(asked.filter(({ name }) => name === 'conversations.open').at(-1)?.input).toMatchObject({
      aroundPosition: 5_000,
    })
  })

  it('says so when there is nothing, and Escape gives the keyboard back', async () => {
    await open({ matches: { matches: [], toIndex: 0 } })
    await userEvent.click(screen.getByRole('textbox', { name: 'Message' }))
    await act(async () => findHere())
    await userEvent.type(await findBox(), 'zzz')
    expect(await within(bar()).findByText('Not found')).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('search', { name: 'Find in conversation' })).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
  })
})

describe('the palette', () => {
  it('runs the first that fits with Enter, and is gone then', async () => {
    await open({})
    await act(async () => openPalette())
    const typed = await screen.findByRole('combobox')
    await userEvent.type(typed, 'weath')
    expect((await screen.findAllByRole('option'))[0]?.textContent).toContain('Weather')
    await userEvent.keyboard('{Enter}')
    expect(deskStore.getState().place).toEqual({ at: 'conversation', conversationId: 'two' })
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('lists messages that were found last, and leads to them', async () => {
    const { asked } = await open({ found: WEATHER })
    await act(async () => openPalette())
    await userEvent.type(await screen.findByRole('combobox'), '天氣')
    const option = await screen.findByRole('option', { name: /氣很好/ })
    await userEvent.click(option)
    expect(asked.filter(({ name }) => name === 'conversations.open').at(-1)?.input).toMatchObject({
      conversationId: 'two',
      aroundPosition: 4_321,
    })
  })

  it('says when nothing fits', async () => {
    await open({ found: NOTHING })
    await act(async () => openPalette())
    await userEvent.type(await screen.findByRole('combobox'), 'qqqq')
    expect(await screen.findByText('Nothing found.')).toBeTruthy()
  })
})

const NOTHING: SearchReply = { found: [], conversations: [], moreIn: [], next: null, toIndex: 0 }
const WEATHER: SearchReply = {
  ...NOTHING,
  conversations: [second],
  found: [
    {
      conversationId: 'two',
      messageId: 'm1',
      position: 4_321,
      role: 'user',
      at: NOW,
      excerpt: { text: '今天天氣很好', marks: [{ start: 1, end: 2 }] },
    },
  ],
}

const box = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search conversations' })
const results = () => screen.findByRole('region', { name: 'Search results' })
const bar = () => screen.getByRole('search', { name: 'Find in conversation' })
const findBox = () => screen.findByRole('searchbox', { name: 'Find in conversation' })

interface Told {
  found?: SearchReply
  matches?: MatchesReply
  failure?: AppError
}

async function open({ found = NOTHING, matches, failure }: Told): Promise<FakeBridge> {
  const said = question('q1', 1, 'order, order')
  const bridge = createFakeBridge({
    state: appState({
      conversations: [first, second],
      connections: [server()],
      assistants: [assistant(), guide],
    }),
    pages: {
      one: page([said], [], { conversation: first }),
      two: page([], [], { conversation: second }),
    },
    replies: { 'search.everywhere': found, 'search.inConversation': matches },
    failures: failure === undefined ? {} : { 'search.everywhere': failure },
  })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  return bridge
}
