/** The form that connects an assistant, and leaving it. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { setLocale } from '../../../shared/words/generated/runtime.js'
import { createFakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState, assistant, server } from '../../gallery/fixtures.ts'
import { ConnectForm } from './ConnectForm.tsx'
import { serverDrafts } from './server-form.ts'
import { connectDrafts, type ConnectStart } from './use-connect-form.ts'

beforeEach(() => {
  serverDrafts.drop('connect')
  connectDrafts.drop('connect')
})

const REFUSED: Scene['failures'] = {
  'assistants.connect': {
    kind: 'invalid-fields',
    fields: { assistantId: 'required', baseUrl: 'public-http' },
  },
}

describe('connecting an assistant', () => {
  it('shows beside each field what is wrong and keeps everything that was typed', async () => {
    open({ failures: REFUSED })
    await userEvent.type(box('Base URL'), 'http://example.com')
    await userEvent.type(box('API key'), 'sk-secret')
    await userEvent.type(box('Nickname'), 'Helper')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('OpenAI Assistant ID is required')).toBeTruthy()
    expect(screen.getByText(/Plain http to the internet/)).toBeTruthy()
    expect([box('Base URL').value, box('API key').value, box('Nickname').value]).toEqual([
      'http://example.com',
      'sk-secret',
      'Helper',
    ])
    expect(box('Assistant ID').getAttribute('aria-invalid')).toBe('true')
  })

  it('says it in Chinese with the English sentence behind it', async () => {
    void setLocale('zh-TW', { reload: false })
    open({ failures: REFUSED })
    await userEvent.click(screen.getByRole('button', { name: '儲存' }))
    expect(await screen.findByText('請填寫助理 ID（OpenAI Assistant ID is required）')).toBeTruthy()
  })

  it('says where requests will go while the address is typed', async () => {
    open()
    expect(screen.getByText('Requests go to https://api.openai.com/v1/threads')).toBeTruthy()
    await userEvent.type(box('Base URL'), 'localhost:4010/v1/')
    expect(screen.getByText('Requests go to http://localhost:4010/v1/threads')).toBeTruthy()
    expect(screen.getByText('Not encrypted (http)')).toBeTruthy()
  })

  it('sends the form as typed, and lets go of the key', async () => {
    const { asked, saved } = open({
      replies: { 'assistants.connect': { assistantId: 'new', isBroughtBack: false } },
    })
    await userEvent.type(box('API key'), 'sk-secret')
    await userEvent.type(box('Assistant ID'), 'asst_1')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({
      name: 'assistants.connect',
      input: {
        connectionId: null,
        server: { apiKey: 'sk-secret', baseUrl: '' },
        form: { remoteId: 'asst_1', nickname: '', colour: null, suggestions: [] },
      },
    })
    expect(saved).toEqual(['new'])
    expect(box('API key').value).toBe('')
  })
})

describe('leaving the form', () => {
  it('keeps what was typed for the next time, except the key', async () => {
    const { leave } = open()
    await userEvent.type(box('Nickname'), 'Half typed')
    await userEvent.type(box('API key'), 'sk-secret')
    leave()
    open()
    expect(box('Nickname').value).toBe('Half typed')
    expect(box('API key').value).toBe('')
  })
})

describe('where a server is connected already', () => {
  const KNOWN = { connections: [server()] }

  it('asks for the assistant ID only', async () => {
    const { asked } = open(
      { replies: { 'assistants.connect': { assistantId: 'new', isBroughtBack: false } } },
      KNOWN,
    )
    expect(screen.queryByRole('textbox', { name: 'Base URL' })).toBeNull()
    await userEvent.type(box('Assistant ID'), 'asst_2')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({ input: { connectionId: 'server', server: null } })
  })

  it('a new server can be chosen', async () => {
    open({}, KNOWN)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Connection' }), 'A new server')
    expect(box('Base URL')).toBeTruthy()
  })

  it('an ID that is there already leads to its assistant', async () => {
    const known = {
      kind: 'assistant-known',
      assistantId: 'support',
      nickname: 'Triage',
      isArchived: false,
    } as const
    const { opened } = open({ failures: { 'assistants.connect': known } }, KNOWN)
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Triage')
    await userEvent.click(screen.getByRole('button', { name: 'Open it' }))
    expect(opened).toEqual(['support'])
  })

  it('a duplicate brings nickname, colour and questions along', async () => {
    const copyOf = assistant({ colour: 'rose', suggestions: ['Why?'] })
    const start = { connectionId: null, copyOf, remoteId: 'asst_abc123' }
    const { asked } = open({}, { ...KNOWN, start })
    expect(box('Nickname').value).toBe('Copy of Support triage')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({ input: { form: { colour: 'rose', suggestions: ['Why?'] } } })
  })
})

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })

const PLAIN: ConnectStart = { connectionId: null, copyOf: null, remoteId: '' }

function open(over: Partial<Scene> = {}, { start = PLAIN, connections = [] as Connection[] } = {}) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, ...over })
  window.assistant = bridge
  const saved: string[] = []
  const opened: string[] = []
  const { unmount } = render(
    <ConnectForm
      start={start}
      connections={connections}
      canKeepKeys
      onSaved={(id) => saved.push(id)}
      onOpen={(id) => opened.push(id)}
      onOpenConnection={(id) => opened.push(id)}
    />,
  )
  return { ...bridge, saved, opened, leave: unmount }
}
