/** What is selected in an answer that grows is still selected when the answer has ended. */
import { act, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Answer } from '../../../shared/domain/conversation.ts'
import { answer as answerWith } from '../../gallery/fixtures.ts'
import { AnswerArticle } from './Answer.tsx'

afterEach(() => select(null))

it('keeps the selection over the end of the answer, and draws the whole once nothing is selected', async () => {
  const { rerender } = render(answer('growing'))
  const paragraph = await drawn()
  await act(async () => select(paragraph))
  rerender(answer('complete'))
  expect(paragraph.isConnected).toBe(true)
  expect(document.getSelection()?.toString()).toContain('Copy this sentence.')
  await act(async () => select(null))
  expect(paragraph.isConnected).toBe(false)
  expect(screen.getByText('Copy this sentence.')).not.toBeNull()
})

it('draws the whole at its end when something else is selected', async () => {
  const { rerender } = render(withOther('growing'))
  const paragraph = await drawn()
  await act(async () => select(screen.getByText('Elsewhere')))
  rerender(withOther('complete'))
  expect(paragraph.isConnected).toBe(false)
})

const answer = (status: Answer['status']) => (
  <AnswerArticle answer={answerWith('a1', 2, 'Copy this sentence.', { status })} speaker="Guide" />
)

const withOther = (status: Answer['status']) => (
  <>
    <p>Elsewhere</p>
    {answer(status)}
  </>
)

/** As markdown, which is loaded later, and not as the plain text before it. */
const drawn = (): Promise<HTMLElement> =>
  waitFor(() => {
    const paragraph = screen.getByText('Copy this sentence.')
    expect(paragraph.closest('.prose-a > div')).not.toBeNull()
    return paragraph
  })

function select(element: Element | null): void {
  const selection = document.getSelection()
  selection?.removeAllRanges()
  if (element !== null) {
    const range = document.createRange()
    range.selectNodeContents(element)
    selection?.addRange(range)
  }
  document.dispatchEvent(new Event('selectionchange'))
}
