/** The card with which the person answers for the app. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FunctionMemory } from '../../../shared/domain/assistant.ts'
import type { FunctionCall, Run } from '../../../shared/domain/run-record.ts'
import { createFakeBridge, type FakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState, assistant, NOW, run } from '../../gallery/fixtures.ts'
import { AssistantContext } from './assistant-context.ts'
import { clockWords } from './ExpiryClock.tsx'
import { FunctionCard } from './FunctionCard.tsx'
import { UnsentResults } from './UnsentResults.tsx'

const order: FunctionCall = {
  callId: 'c1',
  name: 'get_order',
  argumentsText: '{"id":"48-2213","with":{"payments":true},"fields":["a","b"]}',
}
const shipping: FunctionCall = { callId: 'c2', name: 'get_shipping', argumentsText: '{}' }
const strange: FunctionCall = {
  callId: 'c3',
  name: 'computer_use',
  argumentsText: '{"type":"computer_use"}',
  isUnknownKind: true,
}

let bridge: FakeBridge
let runs = 0
beforeEach(() => use())
afterEach(cleanup)

const use = (scene: Partial<Scene> = {}) => {
  bridge = createFakeBridge({ state: appState(), pages: {}, ...scene })
  window.assistant = bridge
}

async function open(calls: FunctionCall[], over: Partial<Run> = {}, functions: FunctionMemory[] = []) {
  const waiting = run({ id: `run${(runs += 1)}`, state: 'needs-results', endedAt: null, calls, ...over })
  const draw = (shown: Run = waiting) => (
    <AssistantContext value={assistant({ functions })}>
      <FunctionCard run={shown} />
    </AssistantContext>
  )
  const drawn = await act(async () => render(draw()))
  return { ...drawn, waiting, draw, again: () => act(async () => render(draw())) }
}

const box = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name })
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const type = (name: string, value: string) => fireEvent.change(box(name), { target: { value } })
const press = (name: string) => act(async () => void fireEvent.click(button(name)))
const asked = (name: string) =>
  bridge.asked.filter((request) => request.name === name).map(({ input }) => input)

describe('arguments', () => {
  it('are a table with what is nested folded, and raw on demand', async () => {
    await open([order])
    expect(screen.getByRole('cell', { name: '48-2213' })).toBeTruthy()
    expect(screen.getByText('Object with 1 field')).toBeTruthy()
    expect(screen.getByText('List with 2 entries')).toBeTruthy()
    expect(screen.getByText('Raw JSON').closest('details')?.open).toBe(false)
    expect(screen.getByRole('button', { name: 'Copy the arguments', hidden: true })).toBeTruthy()
  })
})

describe('a result', () => {
  it('that is text is sent as it is, whatever it looks like', async () => {
    await open([order])
    type('Result of get_order', '{not json')
    await press('Send result')
    expect(asked('runs.giveResults')).toMatchObject([{ results: [{ callId: 'c1', output: '{not json' }] }])
  })

  it('that is to be JSON is checked, and blocks sending only while it is wrong', async () => {
    await open([order])
    type('Result of get_order', '{"a":1 "b":2}')
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }))
    expect(screen.getByText('Line 1, column 8: a comma is missing here, or a closing bracket')).toBeTruthy()
    expect(button('Send result').disabled).toBe(true)
    expect(box('Result of get_order').getAttribute('aria-invalid')).toBe('true')
    type('Result of get_order', '{"a":1, "b":2}')
    expect(button('Send result').disabled).toBe(false)
    type('Result of get_order', '{"a":')
    fireEvent.click(screen.getByRole('radio', { name: 'Text' }))
    expect(button('Send result').disabled).toBe(false)
  })

  it('of the only call can be an error at once, with or without words', async () => {
    await open([order])
    await press('Send as error')
    expect(asked('runs.giveResults')).toMatchObject([
      { results: [{ output: '{"error":"The function failed."}' }] },
    ])
  })

  it('of one call among several can be an error', async () => {
    await open([order, shipping])
    type('Result of get_order', 'paid')
    expect(button('Send result').disabled).toBe(true)
    const [, second = document.body] = screen.getAllByRole('button', { name: 'Send as error' })
    fireEvent.click(second)
    type('Error message of get_shipping', 'down')
    expect(screen.getByText('2 of 2 answered')).toBeTruthy()
    await press('Send result')
    expect(asked('runs.giveResults')).toMatchObject([
      { results: [{ output: 'paid' }, { output: '{"error":"down"}' }] },
    ])
  })

  it('of an unknown kind of tool is shown raw and can be skipped', async () => {
    await open([strange])
    expect(screen.getByText(/"computer_use"/)).toBeTruthy()
    expect(screen.queryByRole('combobox')).toBeNull()
    await press('Skip')
    expect(asked('runs.giveResults')).toMatchObject([
      { results: [{ output: '{"error":"This app cannot run tools of the kind computer_use."}' }] },
    ])
  })

  it('that could not be sent stays, with the reason', async () => {
    use({ failures: { 'runs.giveResults': { kind: 'storage-failed' } } })
    await open([order])
    type('Result of get_order', 'paid')
    await press('Send result')
    expect(screen.getByRole('alert').textContent).toContain('could not be saved')
    expect(box('Result of get_order').value).toBe('paid')
    expect(button('Send result').disabled).toBe(false)
  })

  it('that the server refused can be corrected and sent again', async () => {
    const { rerender, waiting, draw } = await open([order])
    type('Result of get_order', 'paid')
    await press('Send result')
    const given = { ...waiting, results: [{ callId: 'c1', output: 'paid' }] }
    await act(async () => rerender(draw(given)))
    expect(button('Send result').disabled).toBe(true)
    await act(async () => rerender(draw({ ...given, isWatched: false, error: { kind: 'storage-failed' } })))
    type('Result of get_order', 'paid twice')
    await press('Send result')
    expect(asked('runs.giveResults').at(-1)).toMatchObject({ results: [{ output: 'paid twice' }] })
    expect(button('Send result').disabled).toBe(true)
  })
})

describe('what is remembered', () => {
  const last: FunctionMemory = { name: 'get_order', mode: 'ask', answer: '', last: '{"state":"paid"}' }
  const next = 'Next time get_order is called'

  it('is the last answer, at hand when there is one', async () => {
    await open([order, shipping], {}, [last])
    expect(screen.getAllByRole('button', { name: 'Use the last answer' })).toHaveLength(1)
    await press('Use the last answer')
    expect(box('Result of get_order').value).toBe('{"state":"paid"}')
  })

  it('is how to answer the next time, once the answer is sent', async () => {
    await open([order])
    type('Result of get_order', '42')
    fireEvent.change(screen.getByRole('combobox', { name: next }), { target: { value: 'always' } })
    expect(asked('assistants.rememberAnswer')).toEqual([])
    await press('Send result')
    expect(asked('assistants.rememberAnswer')).toEqual([
      { assistantId: 'support', name: 'get_order', mode: 'always', answer: '42' },
    ])
  })

  it('is nothing of an answer that is an error, and nothing that is known already', async () => {
    await open([order])
    fireEvent.change(screen.getByRole('combobox', { name: next }), { target: { value: 'always' } })
    await press('Send as error')
    cleanup()
    await open([order], {}, [{ ...last, mode: 'echo' }])
    type('Result of get_order', 'other')
    await press('Send result')
    expect(asked('assistants.rememberAnswer')).toEqual([])
  })

  it('stands in the box where a function with an answer is called beside one without', async () => {
    await open([order, shipping], {}, [{ ...last, mode: 'always', answer: '42' }])
    expect(box('Result of get_order').value).toBe('42')
    expect(screen.getByText('1 of 2 answered')).toBeTruthy()
    type('Result of get_order', '')
    expect(box('Result of get_order').value).toBe('')
  })

  it('fills the box with the arguments when they are to be echoed', async () => {
    await open([order])
    fireEvent.change(screen.getByRole('combobox', { name: next }), { target: { value: 'echo' } })
    expect(box('Result of get_order').value).toBe(order.argumentsText)
  })

  it('is said in place of the card while automatic answers are on their way', async () => {
    await open([order], { automaticCalls: ['c1'], results: [{ callId: 'c1', output: '42' }] })
    expect(screen.getByText('Answered automatically: get_order')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send result' })).toBeNull()
  })
})

describe('what is typed', () => {
  it('is there again when the card comes back, and kept at main', async () => {
    const { unmount, again, waiting } = await open([order, shipping])
    type('Result of get_order', 'half')
    unmount()
    expect(asked('runs.saveTypedResults')).toEqual([
      {
        conversationId: 'one',
        runId: waiting.id,
        typed: {
          c1: { name: 'get_order', text: 'half', isJson: false, isError: false },
        },
      },
    ])
    await again()
    expect(box('Result of get_order').value).toBe('half')
  })

  it('comes from main after a reload', async () => {
    const kept = { c1: { name: 'get_order', text: 'of before', isJson: false, isError: false } }
    use({ replies: { 'runs.typedResults': kept } })
    await open([order])
    expect(box('Result of get_order').value).toBe('of before')
  })

  it('is shown to be copied when the run ended first, unless it was taken', async () => {
    const kept = { c1: { name: 'get_order', text: 'too late', isJson: false, isError: false } }
    use({ replies: { 'runs.typedResults': kept } })
    const over = run({ id: 'over', state: 'expired' })
    const { rerender } = await act(async () => render(<UnsentResults run={over} />))
    expect(
      within(screen.getByRole('region', { name: 'Typed and not sent' })).getByText('too late'),
    ).toBeTruthy()
    const taken = {
      kind: 'function',
      name: 'get_order',
      argumentsText: '',
      output: 'x',
      callId: 'c1',
    } as const
    const step = {
      id: 's',
      kind: 'tools',
      state: 'completed',
      error: null,
      startedAt: 0,
      endedAt: 1,
    } as const
    rerender(<UnsentResults run={{ ...over, steps: [{ ...step, tools: [taken] }] }} />)
    expect(screen.queryByRole('region')).toBeNull()
  })
})

describe('the clock', () => {
  it.each([
    [10 * 60_000, 'Answer within 10:00'],
    [100_000, 'Only 1:40 left'],
    [-1, 'The time is up. Asking the server what became of the run.'],
  ])('%d ms before the end says %s', async (leftMs, words) => {
    const now = new Date().getTime()
    await open([order], { expiresAt: now + leftMs })
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('is not there when the server names no end', async () => {
    await open([order], { expiresAt: null, startedAt: NOW })
    expect(screen.queryByText(/within|left|time is up/)).toBeNull()
  })

  it.each([
    [59_001, '1:00'],
    [1, '0:01'],
    [3_661_000, '1:01:01'],
  ])('shows %d ms as %s', (ms, words) => expect(clockWords(ms)).toBe(words))
})
