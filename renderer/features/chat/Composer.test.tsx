/** The box one writes in: the cursor, sending, Chinese input, and the draft. */
import { act, createEvent, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Failure } from '../../../shared/errors.ts'
import { Composer } from './Composer.tsx'
import { MESSAGE_CHARACTERS } from '../../../shared/domain/limits.ts'
import { focusComposer } from './composer-focus.ts'
import { createComposer, type ComposerPort } from './composer-store.ts'
import { createFiles } from './files-store.ts'

describe('the cursor', () => {
  it('is in the composer when its conversation opens', () => {
    const { box } = open()
    expect(document.activeElement).toBe(box)
  })

  it('stays in a field the person types in while another conversation opens by itself', async () => {
    render(<input aria-label="Search" />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Search' }), 'word')
    open()
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search' }))
    act(focusComposer)
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }))
  })
})

describe('sending', () => {
  it('sends with Enter and empties the box once main has the message', async () => {
    const { sent, box } = open()
    await userEvent.type(box, 'Hello{Enter}')
    expect(sent).toEqual([{ messageId: 'id-1', text: 'Hello' }])
    expect(box.value).toBe('')
  })

  it('breaks the line with Shift+Enter', async () => {
    const { sent, box } = open()
    await userEvent.type(box, 'one{Shift>}{Enter}{/Shift}two')
    expect(box.value).toBe('one\ntwo')
    expect(sent).toEqual([])
  })

  it('sends once for a double click and for Enter twice', async () => {
    const { sent, box, finish } = open({ isSlow: true })
    await userEvent.type(box, 'Hello{Enter}{Enter}')
    await userEvent.dblClick(screen.getByRole('button', { name: 'Send' }))
    finish()
    await waitFor(() => expect(box.value).toBe(''))
    expect(sent).toHaveLength(1)
  })

  it('sends nothing that is only spaces', async () => {
    const { sent, box } = open()
    await userEvent.type(box, '   {Enter}')
    expect(sent).toEqual([])
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
  })

  it('keeps the text and says why when main refuses, and uses the same ID the next time', async () => {
    const { sent, box, port } = open()
    port.send.mockRejectedValueOnce(new Failure({ kind: 'storage-failed' }))
    await userEvent.type(box, 'Precious{Enter}')
    expect(box.value).toBe('Precious')
    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved on this computer')
    await userEvent.type(box, '{Enter}')
    expect(sent).toEqual([{ messageId: 'id-1', text: 'Precious' }])
    expect(box.value).toBe('')
  })

  it('keeps what is typed while the message is on its way', async () => {
    const { box, finish } = open({ isSlow: true })
    await userEvent.type(box, 'One{Enter}')
    await userEvent.type(box, ' two')
    finish()
    await waitFor(() => expect(box.value).toBe('two'))
  })

  it('explains before sending that a message is too long, and keeps it', () => {
    const { box } = open()
    fireEvent.change(box, { target: { value: 'x'.repeat(MESSAGE_CHARACTERS + 3) } })
    expect(screen.getByRole('alert').textContent).toContain('Shorten it by 3')
    expect(box.value).toHaveLength(MESSAGE_CHARACTERS + 3)
  })

  it('says that a message waits while a run is live', () => {
    open({ isRunLive: true })
    expect(screen.getByText('A message sent now waits for this answer')).toBeTruthy()
  })
})

describe('writing Chinese', () => {
  it('does not send while the input method is composing', async () => {
    const { sent, box } = open()
    await userEvent.type(box, '你好')
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true })
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    expect(sent).toEqual([])
  })

  it('does not send with the Enter that ends a composition, but with the next', async () => {
    const { sent, box } = open()
    await userEvent.type(box, '你好')
    at(box, 'compositionEnd', 1000)
    at(box, 'keyDown', 1005)
    expect(sent).toEqual([])
    at(box, 'keyDown', 1400)
    expect(sent).toHaveLength(1)
  })
})

describe('the draft', () => {
  it('starts with what was kept', () => {
    expect(open({ draft: 'half a thought' }).box.value).toBe('half a thought')
  })

  it('is kept a moment after typing, and at once when the box is left', async () => {
    const { saved, box } = open()
    await userEvent.type(box, 'half')
    await waitFor(() => expect(saved).toEqual(['half']))
    await userEvent.type(box, ' more')
    fireEvent.blur(box)
    expect(saved.at(-1)).toBe('half more')
  })

  it('stays in the box with a word when it cannot be kept', async () => {
    const { box, port } = open()
    port.saveDraft.mockRejectedValueOnce(new Failure({ kind: 'storage-failed' }))
    await userEvent.type(box, 'half')
    fireEvent.blur(box)
    expect((await screen.findByRole('alert')).textContent).toContain('What you typed stays here')
    expect(box.value).toBe('half')
  })
})

function at(box: HTMLElement, name: 'keyDown' | 'compositionEnd', timeStamp: number) {
  const event =
    name === 'keyDown' ? createEvent.keyDown(box, { key: 'Enter' }) : createEvent.compositionEnd(box)
  Object.defineProperty(event, 'timeStamp', { value: timeStamp })
  fireEvent(box, event)
}

interface Options {
  draft?: string
  isRunLive?: boolean
  isSlow?: boolean
}

function open({ draft = '', isRunLive = false, isSlow = false }: Options = {}) {
  const sent: unknown[] = []
  const saved: string[] = []
  let ids = 0
  let finish = () => undefined as void
  const slow = new Promise<void>((resolve) => (finish = resolve))
  const port = {
    send: vi.fn<ComposerPort['send']>(async (message) => {
      sent.push(message)
      if (isSlow) await slow
    }),
    saveDraft: vi.fn<ComposerPort['saveDraft']>(async (text) => void saved.push(text)),
    newId: () => `id-${(ids += 1)}`,
  }
  const composer = createComposer(draft, port)
  const files = createFiles('one', {
    list: async () => [],
    pick: async () => ({ refused: [] }),
    take: async () => undefined,
  })
  render(<Composer composer={composer} files={files} assistantName="Guide" isRunLive={isRunLive} />)
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
  return { sent, saved, port, box, finish: () => finish() }
}
