/** What a run that ended badly says of itself, and where the cursor goes from it. */
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Step } from '../../../shared/domain/step.ts'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { appState, run, step } from '../../gallery/fixtures.ts'
import { say } from '../../ui/toasts.ts'
import { composerFocus } from './composer-focus.ts'
import { ErrorCard } from './ErrorCard.tsx'
import { openLink } from './open-link.ts'
import { RunLine } from './RunLine.tsx'
import { stateChip } from './run-words.ts'
import { outcomeOf, summaryOf } from './tool-outcome.ts'
import { ToolCard } from './ToolCard.tsx'

vi.mock(import('../../ui/toasts.ts'), async (original) => ({
  ...(await original()),
  say: vi.fn<typeof say>(),
}))

describe('the card of a failed run', () => {
  it('quotes the server as plain text', () => {
    const serverMessage = 'Sorry, <b>something</b> went wrong.'
    const { container } = render(
      <ErrorCard
        error={{ kind: 'run-failed', code: 'server_error', technical: { serverMessage } }}
        actions={[]}
      />,
    )
    expect(container.querySelector('blockquote')?.textContent).toBe(serverMessage)
  })

  it('quotes nothing where the server said nothing', () => {
    const { container } = render(<ErrorCard error={{ kind: 'refused', status: 400 }} actions={[]} />)
    expect(container.querySelector('blockquote')).toBeNull()
  })
})

describe('the tools of a run', () => {
  const call = { kind: 'function' as const, name: 'get_order', argumentsText: '{}', output: null }
  const asked = (state: Step['state']) =>
    step({ state, tools: [call, { ...call, name: 'get_price' }], startedAt: null, endedAt: null })

  it.each([
    ['expired', 'expired', 'failed'],
    ['cancelled', 'cancelled', 'unfinished'],
    ['running', 'cancelled', 'unfinished'],
  ] as const)('were not answered when the step is %s and the run %s', (ofStep, ofRun, outcome) => {
    const over = run({ state: ofRun, steps: [asked(ofStep)] })
    expect(summaryOf(over)).toBe('Asked for 2 functions, not answered')
    expect(outcomeOf(over)).toBe(outcome)
  })

  it('got nothing, rather than nothing yet, once the run is over', () => {
    render(<ToolCard run={run({ id: 'over', state: 'cancelled', steps: [asked('running')] })} />)
    fireEvent.click(screen.getByRole('button', { name: /not answered/ }))
    fireEvent.click(screen.getByRole('button', { name: /get_price/ }))
    expect(screen.getByText('Nothing')).toBeTruthy()
    expect(screen.queryByText('Nothing yet')).toBeNull()
  })

  it('are in use while the run waits', () => {
    const waiting = run({ state: 'needs-results', endedAt: null, steps: [asked('running')] })
    expect([summaryOf(waiting), outcomeOf(waiting)]).toEqual(['Using 2 tools', 'using'])
  })
})

it.each(['Stop waiting', 'Cancel run'])('%s hands the cursor to the composer', (name) => {
  window.assistant = createFakeBridge({ state: appState(), pages: {} })
  const before = composerFocus.getState().wishes
  render(<RunLine run={run({ state: 'running', endedAt: null })} />)
  fireEvent.click(screen.getByRole('button', { name }))
  expect(composerFocus.getState().wishes).toBe(before + 1)
})

it('names an answer without a message on the chip', () => {
  expect(stateChip(run({ error: { kind: 'no-response' } }))).toEqual({ words: 'No message', tone: 'warn' })
})

it.each([
  ['file:///etc/passwd', 1],
  ['https://me:secret@example.com', 1],
  ['http://example.com', 0],
])('says of %s that main refused it, unless the person did', async (url, times) => {
  vi.mocked(say).mockClear()
  const replies = { 'app.openLink': { isOpened: false } }
  window.assistant = createFakeBridge({ state: appState(), pages: {}, replies })
  openLink(url)
  await new Promise((done) => setTimeout(done))
  expect(say).toHaveBeenCalledTimes(times)
})
