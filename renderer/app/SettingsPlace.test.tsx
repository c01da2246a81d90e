/** What is done with assistants in the settings. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assistantDrafts } from '../features/assistants/use-assistant-form.ts'
import { createFakeBridge, type Scene } from '../gallery/fake-bridge.ts'
import { appState, assistant, guide, NOW, practice, server } from '../gallery/fixtures.ts'
import { App } from './App.tsx'
import { openSettings } from './desk-actions.ts'
import { startDesk } from './desk-news.ts'
import { deskStore } from './desk-store.ts'

let stop = () => undefined as void

beforeEach(() => {
  deskStore.setState(deskStore.getInitialState(), true)
  assistantDrafts.drop('support')
})
afterEach(() => stop())

it('an assistant is changed: colour by name, questions added and put in order by keyboard', async () => {
  const { asked } = await open()
  await userEvent.click(await screen.findByRole('radio', { name: 'Rose' }))
  for (const question of ['First?', 'Second?']) {
    await userEvent.click(screen.getByRole('button', { name: 'Add a question' }))
    await userEvent.keyboard(question)
  }
  screen.getByRole('button', { name: 'Move question 2 up' }).focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(asked.at(-1)).toEqual({
    name: 'assistants.change',
    input: {
      assistantId: 'support',
      form: {
        remoteId: 'asst_abc123',
        nickname: 'Support triage',
        colour: 'rose',
        suggestions: ['Second?', 'First?'],
      },
    },
  })
})

it('a move by keyboard asks for the new order and says where it is', async () => {
  const { asked } = await open()
  const nav = await screen.findByRole('navigation', { name: 'Sections of the settings' })
  within(nav).getByRole('button', { name: 'Support triage' }).focus()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(asked.at(-1)).toEqual({
    name: 'assistants.reorder',
    input: { assistantIds: ['guide', 'support'] },
  })
  expect(screen.getByText('Support triage is now 2 of 2.')).toBeTruthy()
})

it('one that is put away is folded, and not taken for new conversations', async () => {
  const old = assistant({ id: 'old', nickname: 'Old one', archivedAt: NOW })
  const { asked } = await open({
    state: appState({
      assistants: [old, assistant(), guide],
      connections: [server(), practice],
      conversations: [],
    }),
    failures: { 'conversations.create': { kind: 'storage-failed' } },
  })
  expect(await screen.findByText('Archived (1)')).toBeTruthy()
  await userEvent.keyboard('{Control>}n{/Control}')
  expect(asked).toContainEqual({ name: 'conversations.create', input: { assistantId: 'support' } })
})

it('reading anew says what went wrong, beside what was read before', async () => {
  await open({
    failures: { 'assistants.refresh': { kind: 'assistant-not-found', assistantId: 'asst_abc123' } },
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }))
  expect((await screen.findByRole('alert')).textContent).toContain('asst_abc123')
})

it('removing asks once and offers to undo', async () => {
  const { asked } = await open()
  await userEvent.click(await screen.findByRole('button', { name: 'Remove assistant' }))
  expect(screen.getByText(/Nothing is deleted at agents.example.com/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(asked).toContainEqual({ name: 'assistants.remove', input: { assistantId: 'support' } })
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(asked).toContainEqual({ name: 'assistants.restore', input: { assistantId: 'support' } })
})

it('the picker of the sidebar puts those away last', async () => {
  const old = assistant({ id: 'old', nickname: 'Old one', archivedAt: NOW })
  await open({ state: appState({ assistants: [old, assistant(), guide] }) })
  await userEvent.keyboard('{Escape}')
  await userEvent.click(await screen.findByRole('button', { name: /All assistants/ }))
  const names = (await screen.findAllByRole('menuitemradio')).map(({ textContent }) => textContent)
  expect(names.at(-1)).toContain('Old one')
})

async function open(over: Partial<Scene> = {}) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, ...over })
  window.assistant = bridge
  await act(async () => {
    stop = startDesk()
  })
  await act(async () => void render(<App />))
  await act(async () => openSettings({ assistantId: 'support' }))
  return bridge
}
