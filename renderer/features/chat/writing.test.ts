/** Sending takes the reader to what was sent, wherever in the conversation they were. */
import { expect, it } from 'vitest'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { appState } from '../../gallery/fixtures.ts'
import { jumpStore } from './jump-store.ts'
import { writingIn } from './writing.ts'

it('who sends from far above is taken to the end, and who only types is not', async () => {
  window.assistant = createFakeBridge({ state: appState({}), pages: {}, replies: { 'files.list': [] } })
  const { composer } = writingIn({ id: 'read above', draft: '' })
  composer.type('What is it?')
  expect(jumpStore.getState()['read above']).toBeUndefined()
  await composer.send()
  expect(composer.store.getState().error).toBeNull()
  expect(jumpStore.getState()['read above']).toEqual({ messageId: null })
})
