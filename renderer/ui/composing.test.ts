/** Keys that belong to an input method. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leaveKeysToInputMethods } from './composing.ts'

const hear = vi.fn<(event: Event) => void>()
const box = document.createElement('input')
let stop = () => undefined as void

beforeEach(() => {
  hear.mockReset()
  document.body.append(box)
  box.addEventListener('keydown', hear)
  stop = leaveKeysToInputMethods(window)
})
afterEach(() => {
  stop()
  box.removeEventListener('keydown', hear)
})

/** What of it the box heard. */
function press(over: KeyboardEventInit & { keyCode?: number }, timeStamp = 5_000): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...over })
  Object.defineProperty(event, 'timeStamp', { value: timeStamp })
  box.dispatchEvent(event)
  return event
}

function endComposition(timeStamp: number): void {
  const event = new CompositionEvent('compositionend', { bubbles: true })
  Object.defineProperty(event, 'timeStamp', { value: timeStamp })
  box.dispatchEvent(event)
}

describe('while an input method composes', () => {
  it.each([
    { isComposing: true },
    { keyCode: 229 },
    { key: 'Escape', isComposing: true },
    { key: 'ArrowDown', isComposing: true },
  ])('the field hears nothing of %j, and the input method is not disturbed', (over) => {
    expect(press(over).defaultPrevented).toBe(false)
    expect(hear).not.toHaveBeenCalled()
  })

  it('the Enter that ends it neither acts nor submits, and the next one does', () => {
    endComposition(1_000)
    expect(press({}, 1_010).defaultPrevented).toBe(true)
    expect(hear).not.toHaveBeenCalled()
    expect(press({}, 1_200).defaultPrevented).toBe(false)
    expect(hear).toHaveBeenCalledOnce()
  })

  it('a letter right after it is typed', () => {
    endComposition(1_000)
    press({ key: 'a' }, 1_010)
    expect(hear).toHaveBeenCalledOnce()
  })
})
