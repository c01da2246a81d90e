/** A suggested question that is picked. */
import { expect, it } from 'vitest'
import { createComposer } from './composer-store.ts'
import { pickQuestion } from './pick-question.ts'

function composerWith(draft: string) {
  const sent: string[] = []
  const composer = createComposer(draft, {
    send: async ({ text }) => void sent.push(text),
    saveDraft: async () => undefined,
    newId: () => 'one',
  })
  return { composer, sent }
}

it('a picked question is sent at once where nothing was typed', () => {
  const { composer, sent } = composerWith(' ')
  pickQuestion(composer, 'What is a run?')
  expect(sent).toEqual(['What is a run?'])
})

it('a picked question never replaces what was typed: both stand in the box, and nothing is sent', () => {
  const { composer, sent } = composerWith('half a thought\n')
  pickQuestion(composer, 'What is a run?')
  expect(composer.store.getState().text).toBe('half a thought\n\nWhat is a run?')
  expect(sent).toEqual([])
})
