import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { setLocale } from '../../../shared/words/generated/runtime.js'
import { createFakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState, assistant, practice, server } from '../../gallery/fixtures.ts'
import { AssistantForm } from './AssistantForm.tsx'
import { dropDraft } from './form-drafts.ts'

beforeEach(() => dropDraft(null))

const REFUSED: Scene['failures'] = {
  'assistants.save': { kind: 'invalid-fields', fields: { assistantId: 'required', baseUrl: 'public-http' } },
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
    const { asked, saved } = open({ replies: { 'assistants.save': { assistantId: 'new' } } })
    await userEvent.type(box('API key'), 'sk-secret')
    await userEvent.type(box('Assistant ID'), 'asst_1')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked.at(-1)).toMatchObject({
      name: 'assistants.save',
      input: { assistant: null, form: { apiKey: 'sk-secret', assistantId: 'asst_1', baseUrl: '' } },
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

describe('checking the connection', () => {
  it('says what was found', async () => {
    const found = {
      name: 'Triage',
      description: null,
      model: 'gpt-5.2',
      instructions: null,
      tools: ['file_search'],
      readAt: 0,
    }
    open({ replies: { 'assistants.check': found } })
    await userEvent.click(screen.getByRole('button', { name: 'Check connection' }))
    const words = await screen.findByText('Found: Triage')
    const save = screen.getByRole('button', { name: 'Save' })
    expect(save.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
    expect(screen.getByText('Model gpt-5.2 · Tools: file_search')).toBeTruthy()
  })

  it('says in words what failed and that saving is still possible', async () => {
    open({ failures: { 'assistants.check': { kind: 'key-refused', host: 'a.example' } } })
    await userEvent.click(screen.getByRole('button', { name: 'Check connection' }))
    expect((await screen.findByRole('alert')).textContent).toContain('a.example does not accept the key')
    expect(screen.getByText(/You can still save/)).toBeTruthy()
  })
})

describe('the key', () => {
  it('is never shown again, only where it is kept', async () => {
    open({}, server())
    expect(screen.getByText('In the system keyring, ends in …4f2c')).toBeTruthy()
    expect(screen.queryByLabelText('API key', { selector: 'input' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Replace API key' }))
    expect(box('API key').value).toBe('')
  })

  it('says when it will be gone with the app, and when it cannot be opened', () => {
    open({}, server({ key: { kept: 'session', lastFour: '4f2c' } }))
    expect(screen.getByText(/Only until the app closes: this computer has no keyring/)).toBeTruthy()
    open({}, server({ key: { kept: 'unreadable' } }))
    expect(screen.getByText(/cannot be opened any more/)).toBeTruthy()
  })

  it('is not asked for where the server is built in', () => {
    open({}, practice)
    expect(screen.getByText(/This assistant is built in/)).toBeTruthy()
    expect(screen.queryByLabelText('API key')).toBeNull()
  })
})

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })

function open(over: Partial<Scene> = {}, connection: Connection | null = null) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, ...over })
  window.assistant = bridge
  const saved: string[] = []
  const { unmount } = render(
    <AssistantForm
      assistant={connection === null ? null : assistant()}
      connection={connection}
      canKeepKeys
      onSaved={(id) => saved.push(id)}
    />,
  )
  return { asked: bridge.asked, saved, leave: unmount }
}
