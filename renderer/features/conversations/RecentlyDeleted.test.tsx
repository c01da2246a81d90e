/** What was deleted is listed with whose it was, comes back with one press, and goes for good only after a question. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { RemovedConversation } from '../../../shared/domain/conversation.ts'
import type { AppError } from '../../../shared/errors.ts'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { appState, assistant, NOW } from '../../gallery/fixtures.ts'
import { RecentlyDeleted } from './RecentlyDeleted.tsx'

const removed = (id: string, title: string): RemovedConversation => ({
  id,
  assistantId: id === 'two' ? 'gone' : 'support',
  title,
  threadId: null,
  removedAt: NOW,
})

it('lists what was deleted and brings it back', async () => {
  const bridge = await show([removed('one', 'Refunds'), removed('two', 'Shipping')])
  const row = (name: string) => screen.getByRole('listitem', { name })
  expect(row('Shipping').textContent).toContain('Removed assistant')
  await userEvent.click(within(row('Refunds')).getByRole('button', { name: 'Restore' }))
  expect(bridge.asked).toContainEqual({ name: 'conversations.restore', input: { conversationIds: ['one'] } })
})

it('asks once before something goes for good', async () => {
  const bridge = await show([removed('one', 'Refunds')])
  await userEvent.click(screen.getByRole('button', { name: 'Delete for good' }))
  const question = await screen.findByRole('alertdialog', { name: 'Delete “Refunds” for good?' })
  expect(bridge.asked.some(({ name }) => name === 'conversations.purge')).toBe(false)
  await userEvent.click(within(question).getByRole('button', { name: 'Delete for good' }))
  expect(bridge.asked).toContainEqual({ name: 'conversations.purge', input: { conversationIds: ['one'] } })
})

it('says so when nothing was deleted', async () => {
  await show([])
  expect(screen.getByText('Nothing was deleted in the last 30 days.')).toBeTruthy()
})

it('offers another try when the list cannot be read', async () => {
  const bridge = await show([], { kind: 'storage-failed' })
  expect(screen.getByRole('alert').textContent).toContain('The list could not be read.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(bridge.asked.filter(({ name }) => name === 'conversations.listRemoved')).toHaveLength(2)
})

it('reads again when something else is deleted meanwhile', async () => {
  const bridge = await show([removed('one', 'Refunds')])
  await act(async () => bridge.emit({ type: 'conversations-removed', conversationIds: ['x'] }))
  expect(bridge.asked.filter(({ name }) => name === 'conversations.listRemoved')).toHaveLength(2)
})

async function show(listed: RemovedConversation[], failure?: AppError) {
  const bridge = createFakeBridge({
    state: appState(),
    pages: {},
    replies: { 'conversations.listRemoved': listed },
    failures: failure === undefined ? {} : { 'conversations.listRemoved': failure },
  })
  window.assistant = bridge
  await act(async () => void render(<RecentlyDeleted assistants={[assistant({ id: 'support' })]} />))
  return bridge
}
