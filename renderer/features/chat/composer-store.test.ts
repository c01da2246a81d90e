/** The draft while a message is on its way. */
import { describe, expect, it } from 'vitest'
import { DRAFT_CHARACTERS, MESSAGE_CHARACTERS } from '../../../shared/domain/limits.ts'
import { Failure } from '../../../shared/errors.ts'
import { createComposer } from './composer-store.ts'

describe('what is typed while a message is on its way', () => {
  it('is kept once the message has arrived', async () => {
    const { composer, saved, arrive } = open()
    composer.type('One')
    const sending = composer.send()
    composer.type('One two')
    await composer.saveDraft()
    arrive()
    await sending
    expect(composer.store.getState().text).toBe('two')
    expect(saved.at(-1)).toBe('two')
  })

  it('is kept together with the message that did not arrive', async () => {
    const { composer, saved, fail } = open()
    composer.type('One')
    const sending = composer.send()
    composer.type('One two')
    await composer.saveDraft()
    fail()
    await sending
    expect(saved.at(-1)).toBe('One two')
  })

  it('is not saved again when nothing of it is left', async () => {
    const { composer, saved, arrive } = open()
    composer.type('One')
    const sending = composer.send()
    arrive()
    await sending
    expect(saved).toEqual(['One'])
  })
})

it('keeps the message before it goes, in case the window closes while its files are read', () => {
  const { composer, saved } = open()
  composer.type('One')
  void composer.send()
  expect(saved).toEqual(['One'])
})

it('keeps what is too long to be sent, for it can be shortened after a restart', async () => {
  const { composer, saved } = open()
  const text = 'x'.repeat(MESSAGE_CHARACTERS + 1)
  composer.type(text)
  await composer.saveDraft()
  await composer.send()
  expect(saved).toEqual([text])
  expect(composer.store.getState()).toMatchObject({ text, isSending: false, isDraftUnsaved: false })
})

it('says that what is longer than anything kept is not kept', async () => {
  const { composer, saved } = open()
  composer.type('x'.repeat(DRAFT_CHARACTERS + 1))
  await composer.saveDraft()
  expect(saved).toEqual([])
  expect(composer.store.getState().isDraftUnsaved).toBe(true)
})

it('says no more that it is not kept once what was too long is taken out again', async () => {
  const { composer, saved } = open()
  composer.type('One')
  await composer.saveDraft()
  composer.type('x'.repeat(DRAFT_CHARACTERS + 1))
  await composer.saveDraft()
  composer.type('One')
  await composer.saveDraft()
  expect(saved).toEqual(['One'])
  expect(composer.store.getState().isDraftUnsaved).toBe(false)
})

it('keeps that everything was deleted while the saving of it was under way', async () => {
  const { composer, saved } = open()
  composer.type('One')
  const first = composer.saveDraft()
  composer.type('')
  await Promise.all([first, composer.saveDraft()])
  expect(saved).toEqual(['One', ''])
})

function open() {
  const saved: string[] = []
  const way = Promise.withResolvers<void>()
  const composer = createComposer('', {
    send: () => way.promise,
    saveDraft: async (text) => void saved.push(text),
    newId: () => 'id',
  })
  const fail = () => way.reject(new Failure({ kind: 'storage-failed' }))
  return { composer, saved, arrive: () => way.resolve(), fail }
}
