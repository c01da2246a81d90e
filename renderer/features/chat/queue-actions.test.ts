/** Taking a queued question back loses neither it nor what is being written. */
import { beforeEach, expect, it, vi } from 'vitest'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { appState, question } from '../../gallery/fixtures.ts'
import { createComposer } from './composer-store.ts'
import { queueActions } from './queue-actions.ts'

const queued = question('q1', 1, 'Queued', { status: 'queued' })

beforeEach(() => {
  const replies = { 'conversations.takeBack': { text: 'Queued' } }
  window.assistant = createFakeBridge({ state: appState(), pages: {}, replies })
})

it('stands before what is typed, and is saved at once', async () => {
  const { composer, saved } = open()
  composer.type('typed')
  queueActions(composer).edit(queued)
  await vi.waitFor(() => expect(saved).toEqual(['Queued\n\ntyped']))
  expect(composer.store.getState().text).toBe('Queued\n\ntyped')
})

it('stays alone when what is typed arrives meanwhile', async () => {
  const { composer, saved, arrive } = open()
  composer.type('typed')
  const sending = composer.send()
  queueActions(composer).edit(queued)
  await vi.waitFor(() => expect(composer.store.getState().text).toContain('Queued'))
  arrive()
  await sending
  expect(composer.store.getState().text).toBe('Queued')
  expect(saved.at(-1)).toBe('Queued')
})

it('stands with what is typed when that does not arrive', async () => {
  const { composer, saved, fail } = open()
  composer.type('typed')
  const sending = composer.send()
  queueActions(composer).edit(queued)
  await vi.waitFor(() => expect(composer.store.getState().text).toContain('Queued'))
  fail()
  await sending
  expect(composer.store.getState().text).toBe('typed\n\nQueued')
  expect(saved.at(-1)).toBe('typed\n\nQueued')
})

function open() {
  const saved: string[] = []
  const way = Promise.withResolvers<void>()
  const composer = createComposer('', {
    send: () => way.promise,
    saveDraft: async (text) => void saved.push(text),
    newId: () => 'id',
  })
  return { composer, saved, arrive: () => way.resolve(), fail: () => way.reject(new Error('lost')) }
}
