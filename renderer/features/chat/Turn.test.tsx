/** The card of one batch of function calls is not the card of the next. */
import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Run } from '../../../shared/domain/run-record.ts'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { appState, assistant, run } from '../../gallery/fixtures.ts'
import { AssistantContext } from './assistant-context.ts'
import { Turn } from './Turn.tsx'

it('can answer a batch that comes right after the one that was sent', async () => {
  window.assistant = createFakeBridge({ state: appState(), pages: {} })
  const first = waiting('c1')
  const view = await act(async () => render(draw(first)))
  await screen.findByRole('textbox', { name: 'Result of get_order' })
  type('first')
  await act(async () => void fireEvent.click(button()))
  expect(button().disabled).toBe(true)
  await act(async () => view.rerender(draw(waiting('c2'))))
  type('second')
  expect(button().disabled).toBe(false)
})

const waiting = (callId: string) =>
  run({
    id: 'turn',
    state: 'needs-results',
    endedAt: null,
    calls: [{ callId, name: 'get_order', argumentsText: '{}' }],
  })

const draw = (shown: Run) => (
  <AssistantContext value={assistant()}>
    <Turn
      run={shown}
      answers={[]}
      isLatest
      speaker="Guide"
      onOpenSettings={() => undefined}
      onInspect={() => undefined}
    />
  </AssistantContext>
)

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send result' })
const type = (value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Result of get_order' }), { target: { value } })
