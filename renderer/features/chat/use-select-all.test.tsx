/** What is copied after everything in a conversation was selected. */
import { act, fireEvent, render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { expect, it } from 'vitest'
import { useSelectAll } from './use-select-all.ts'

function Log() {
  const scroller = useRef<HTMLDivElement>(null)
  useSelectAll({ conversationId: 'one', speaker: 'Guide', scroller })
  return (
    <div ref={scroller} role="log" tabIndex={-1}>
      <div>
        <p>A row that is drawn</p>
      </div>
    </div>
  )
}

/** True where the whole conversation is copied instead of what is drawn. */
function copiesAll(): boolean {
  const copy = new Event('copy', { bubbles: true, cancelable: true })
  act(() => void screen.getByRole('log').dispatchEvent(copy))
  return copy.defaultPrevented
}

it('is all of it, also by the menu of the right button', () => {
  render(<Log />)
  expect(copiesAll()).toBe(false)
  fireEvent.keyDown(screen.getByRole('log'), { key: 'a', ctrlKey: true })
  expect(copiesAll()).toBe(true)
  fireEvent.pointerDown(screen.getByText('A row that is drawn'), { button: 2 })
  expect(copiesAll()).toBe(true)
  fireEvent.pointerDown(screen.getByText('A row that is drawn'), { button: 0 })
  expect(copiesAll()).toBe(false)
})
