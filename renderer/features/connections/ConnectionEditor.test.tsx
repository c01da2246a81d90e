/** A connection's settings: its key, its address, its extra headers. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { createFakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState, assistant, practice, server } from '../../gallery/fixtures.ts'
import { ConnectionEditor } from './ConnectionEditor.tsx'
import { serverDrafts } from './server-form.ts'

beforeEach(() => serverDrafts.drop('server'))

describe('the key', () => {
  it('is never shown again, only where it is kept', async () => {
    open()
    expect(screen.getByText('In the system keyring, ends in …4f2c')).toBeTruthy()
    expect(screen.queryByLabelText('API key', { selector: 'input' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Replace API key' }))
    expect(box('API key').value).toBe('')
  })

  it('says when it will be gone with the app, and when it cannot be opened', () => {
    open(server({ key: { kept: 'session', lastFour: '4f2c' } }))
    expect(screen.getByText(/Only until the app closes: no keyring is open here/)).toBeTruthy()
    open(server({ id: 'other', key: { kept: 'unreadable', because: { reason: 'no-keyring' } } }))
    expect(
      screen.getByText(
        /The stored key cannot be opened. Paste it again. The keyring of this system is locked or not running/,
      ),
    ).toBeTruthy()
  })

  it('goes to another server only after a yes, which another change of the address takes back', async () => {
    const { asked } = open()
    await userEvent.clear(box('Base URL'))
    await userEvent.type(box('Base URL'), 'https://gateway.example.org/v1')
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Send the stored key to gateway.example.org too' }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({
      name: 'connections.save',
      input: { connection: 'server', form: { isKeyMoveAllowed: true, apiKey: '' } },
    })
    await userEvent.clear(box('Base URL'))
    await userEvent.type(box('Base URL'), 'https://third.example.org/v1')
    const yes = screen.getByRole<HTMLInputElement>('checkbox', { name: /third.example.org/ })
    expect(yes.checked).toBe(false)
  })
})

describe('an address without encryption', () => {
  it('asks for a yes in the local network, and for none on this computer', async () => {
    open()
    await userEvent.clear(box('Base URL'))
    await userEvent.type(box('Base URL'), 'http://192.168.1.7:4000')
    expect(screen.getByRole('checkbox', { name: 'Send to 192.168.1.7:4000 without encryption' })).toBeTruthy()
    await userEvent.clear(box('Base URL'))
    await userEvent.type(box('Base URL'), 'http://127.0.0.1:4000')
    expect(screen.queryByRole('checkbox', { name: /without encryption/ })).toBeNull()
  })

  it('keeps its badge', () => {
    open(server({ baseUrl: 'http://192.168.1.7:4000/v1', unencryptedOrigin: 'http://192.168.1.7:4000' }))
    expect(screen.getByText('Not encrypted')).toBeTruthy()
  })
})

describe('extra headers', () => {
  it('are named, added and removed by keyboard, and a stored value is not shown', async () => {
    const { asked } = open(server({ headers: ['x-team'] }))
    await userEvent.click(screen.getByText('More'))
    expect(screen.getByText('Kept')).toBeTruthy()
    screen.getByRole('button', { name: 'Add a header' }).focus()
    await userEvent.keyboard('{Enter}')
    await userEvent.type(box('Name 2'), 'x-gateway')
    await userEvent.type(box('Value of x-gateway'), 'secret')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({
      input: {
        form: {
          headers: [
            { name: 'x-team', value: '' },
            { name: 'x-gateway', value: 'secret' },
          ],
        },
      },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Remove x-team' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add a header' }))
  })

  it('are kept by name but not by value when the form is left', async () => {
    const { leave } = open()
    await userEvent.click(screen.getByText('More'))
    await userEvent.click(screen.getByRole('button', { name: 'Add a header' }))
    await userEvent.type(box('Name 1'), 'x-gateway')
    await userEvent.type(box('Value of x-gateway'), 'secret')
    leave()
    open()
    expect(box('Value of x-gateway').value).toBe('')
  })
})

it('what is wrong stands beside its field, and what is folded away opens', async () => {
  open(server(), {
    failures: {
      'connections.save': { kind: 'invalid-fields', fields: { runLimitSeconds: 'out-of-range' } },
    },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Choose a number from 30 to 600.')).toBeTruthy()
  expect(screen.getByText('More').closest('details')?.open).toBe(true)
})

it('asks once before it removes a connection', async () => {
  const { asked, removed } = open()
  await userEvent.click(screen.getByRole('button', { name: 'Remove connection' }))
  expect(asked).toEqual([])
  expect(screen.getByText(/Its key and 1 assistant go with it/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  expect(asked).toContainEqual({ name: 'connections.remove', input: { connectionId: 'server' } })
  expect(removed).toHaveLength(1)
})

it('has nothing to change where the server is built in', () => {
  open(practice)
  expect(screen.getByText(/This server is built in/)).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Remove connection' })).toBeNull()
})

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })

function open(connection: Connection = server(), over: Partial<Scene> = {}) {
  const replies = { 'connections.save': { connectionId: 'server' } }
  const bridge = createFakeBridge({ state: appState(), pages: {}, replies, ...over })
  window.assistant = bridge
  const removed: number[] = []
  const { unmount } = render(
    <ConnectionEditor
      connection={connection}
      assistants={[assistant()]}
      canKeepKeys
      reach={undefined}
      onSaved={() => undefined}
      onRemoved={() => removed.push(1)}
      onOpenAssistant={() => undefined}
      onConnect={() => undefined}
    />,
  )
  return { asked: bridge.asked, removed, leave: unmount }
}
