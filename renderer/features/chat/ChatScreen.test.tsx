/** Leaving a conversation and coming back: what was typed is there, and what was deleted is not. */
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import { createFakeBridge, type FakeBridge } from '../../gallery/fake-bridge.ts'
import { answer, appState, assistant, conversation, page, question, server } from '../../gallery/fixtures.ts'
import { ChatScreen } from './ChatScreen.tsx'
import { chatStore, openConversation } from './chat-store.ts'

let bridge: FakeBridge
let count = 0
afterEach(() => chatStore.setState(chatStore.getInitialState(), true))

describe('the draft', () => {
  it('typed and left at once is there when the person comes back', async () => {
    const { show, leave } = await open()
    await show('a')
    await userEvent.type(box(), 'half a thought')
    await show('b')
    expect(box().value).toBe('')
    expect(saved()).toEqual([draftOf('a', 'half a thought')])
    await show('a')
    expect(box().value).toBe('half a thought')
    await leave()
    await show('a')
    await userEvent.type(box(), '!')
    expect(box().value).toBe('half a thought!')
  })

  it('that was deleted does not come back', async () => {
    const { show, leave } = await open({ draft: 'of before' })
    await show('a')
    await userEvent.clear(box())
    await leave()
    await show('a')
    expect(box().value).toBe('')
    expect(saved()).toEqual([draftOf('a', '')])
  })

  it('that was sent does not come back', async () => {
    const { show } = await open({ draft: 'of before' })
    await show('a')
    await userEvent.type(box(), '{Enter}')
    await show('b')
    await show('a')
    expect(box().value).toBe('')
  })

  it('that could not be sent is there, and is kept', async () => {
    const { show } = await open({ failures: { 'conversations.send': { kind: 'storage-failed' } } })
    await show('a')
    await userEvent.type(box(), 'Precious{Enter}')
    await show('b')
    await show('a')
    expect(box().value).toBe('Precious')
    expect(saved().at(-1)).toEqual(draftOf('a', 'Precious'))
  })

  it('takes back a question whose conversation was left meanwhile', async () => {
    const { show } = await open({ draft: 'typed' })
    await show('a')
    const edit = screen.getByRole('button', { name: 'Edit' })
    await act(async () => {
      edit.click()
    })
    await show('b')
    await show('a')
    await waitFor(() => expect(box().value).toBe('Queued\n\ntyped'))
    expect(saved().at(-1)).toEqual(draftOf('a', 'Queued\n\ntyped'))
  })
})

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })

const saved = () =>
  bridge.asked.filter(({ name }) => name === 'conversations.saveDraft').map(({ input }) => input)

const draftOf = (name: string, text: string) => ({ conversationId: idOf(name), text })

const idOf = (name: string) => `${name}${count}`

/** The conversations as the desk knows them: it is not told of drafts. */
async function open({
  draft = '',
  failures = {},
}: { draft?: string; failures?: Record<string, AppError> } = {}) {
  count += 1
  const listed = ['a', 'b'].map((name) => conversation({ id: idOf(name), draft: name === 'a' ? draft : '' }))
  const pages = Object.fromEntries(
    listed.map((one) => {
      const conversationId = one.id
      const asked = [
        question('q1', 1, 'Why?', { conversationId }),
        answer('a1', 2, 'So.', { conversationId }),
        question('q2', 3, 'Queued', { conversationId, status: 'queued', remoteId: null }),
      ]
      return [one.id, page(asked, [], { conversation: one })]
    }),
  )
  const replies = { 'conversations.takeBack': { text: 'Queued' }, 'files.list': [] }
  bridge = createFakeBridge({ state: appState({ conversations: listed }), pages, failures, replies })
  window.assistant = bridge
  await act(async () => {
    for (const { id } of listed) await openConversation(id)
  })
  const view = render(<p />)
  const show = (name: string) =>
    act(async () => {
      const shown = listed.find(({ id }) => id === idOf(name))
      if (shown === undefined) return
      view.rerender(
        <ChatScreen
          key={shown.id}
          conversation={shown}
          assistant={assistant()}
          connection={server()}
          onOpenSettings={() => undefined}
          isInspectorOpen={false}
          onToggleInspector={() => undefined}
          onInspect={() => undefined}
        />,
      )
    })
  const leave = () => act(async () => view.rerender(<p />))
  return { show, leave }
}
