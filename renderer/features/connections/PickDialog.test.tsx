/** Picking an assistant from what the server lists. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { ListedAssistant } from '../../../shared/domain/assistant.ts'
import { createFakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState } from '../../gallery/fixtures.ts'
import { PickButton } from './PickButton.tsx'

const listed = (count: number): ListedAssistant[] =>
  Array.from({ length: count }, (_, at) => ({
    remoteId: `asst_${at}`,
    name: `Assistant ${at}`,
    model: at === 7 ? 'gpt-odd' : 'gpt-5.2',
    assistantId: at === 2 ? 'known' : null,
  }))

const WHOLE = { assistants: listed(5_000), end: 'whole' }

it('picks one of thousands by filter and keyboard alone, with few of them in the page', async () => {
  const { picked } = await open({ replies: { 'assistants.listAtServer': WHOLE } })
  expect(document.activeElement).toBe(filter())
  expect(screen.getByText('5,000 assistants.')).toBeTruthy()
  expect(screen.getAllByRole('option').length).toBeLessThan(60)
  await userEvent.type(filter(), 'gpt-odd')
  expect(screen.getByText('1 of 5,000 assistants.')).toBeTruthy()
  await userEvent.keyboard('{Enter}')
  expect(picked).toEqual(['asst_7'])
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('moves with the arrows and marks what is connected already', async () => {
  const { picked } = await open({ replies: { 'assistants.listAtServer': WHOLE } })
  expect(within(screen.getByRole('option', { name: /Assistant 2 / })).getByText('Connected')).toBeTruthy()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}')
  expect(picked).toEqual(['asst_1'])
})

it('shows pages as they come in, and stops when asked', async () => {
  const { bridge } = await open({ hanging: 'assistants.listAtServer' })
  const asked = bridge.asked.find(({ name }) => name === 'assistants.listAtServer')
  const { listingId } = (asked ?? { input: {} }).input as { listingId: string }
  await act(async () => bridge.emit({ type: 'listing-grew', listingId, assistants: listed(3) }))
  expect(screen.getByText('3 assistants. More are being read…')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(bridge.asked.at(-1)).toEqual({ name: 'assistants.stopListing', input: { listingId } })
})

it('says why there is no list, and reads again', async () => {
  const { bridge } = await open({
    failures: { 'assistants.listAtServer': { kind: 'key-refused', host: 'a.example' } },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('a.example does not accept the key')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(bridge.asked.filter(({ name }) => name === 'assistants.listAtServer')).toHaveLength(2)
})

it.each([
  ['repeating', /began to repeat itself/],
  ['too-many', /more than the app reads/],
  ['stopped', /Stopped/],
])('says that a list ended early: %s', async (end, words) => {
  await open({ replies: { 'assistants.listAtServer': { assistants: listed(2), end } } })
  expect(await screen.findByText(words)).toBeTruthy()
})

it('says that a server lists nothing', async () => {
  await open({ replies: { 'assistants.listAtServer': { assistants: [], end: 'whole' } } })
  expect(await screen.findByText(/lists no assistants/)).toBeTruthy()
})

const filter = () => screen.getByRole('combobox', { name: 'Filter' })

async function open({ hanging, ...over }: Partial<Scene> & { hanging?: string }) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, ...over })
  const { request } = bridge
  window.assistant = {
    ...bridge,
    request: (name, input) => {
      const reply = request(name, input)
      return name === hanging ? new Promise(() => undefined) : reply
    },
  }
  const picked: string[] = []
  render(
    <PickButton
      host="a.example"
      source={() => ({ connection: 'server', form: null })}
      onPick={({ remoteId }) => picked.push(remoteId)}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Pick from the list' }))
  return { bridge, picked }
}
