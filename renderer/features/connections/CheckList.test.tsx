/** The checklist of a connection: its lines, and how one that failed is mended. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import {
  CHECK_LINES,
  type CheckFix,
  type CheckLine,
  type CheckLineName,
  type CheckReport,
} from '../../../shared/domain/check.ts'
import { setLocale } from '../../../shared/words/generated/runtime.js'
import { createFakeBridge, type Scene } from '../../gallery/fake-bridge.ts'
import { appState } from '../../gallery/fixtures.ts'
import { CheckList } from './CheckList.tsx'
import { useCheck } from './use-check.ts'

const line = (name: CheckLineName, over: Partial<CheckLine> = {}): CheckLine => ({
  name,
  state: 'ok',
  ms: 12,
  note: null,
  error: null,
  fixes: [],
  ...over,
})

const reportWith = (...special: CheckLine[]): CheckReport => ({
  lines: CHECK_LINES.map((name) => special.find((one) => one.name === name) ?? line(name)),
  snapshot: {
    name: 'Triage',
    description: null,
    model: null,
    instructions: null,
    tools: [],
    files: [],
    readAt: 0,
  },
})

describe('a check', () => {
  it('says of each line what was found and how long it took', async () => {
    await checked(reportWith(line('server', { ms: 1840 })))
    expect(row('Address').textContent).toBe('Addressfound12 ms')
    expect(row('Server').textContent).toBe('Serveranswers1.8 s')
    expect(row('Assistant').textContent).toContain('found: Triage')
    expect(screen.getByRole('status').textContent).toBe('Everything is in order.')
  })

  it('grows while it runs, and says each line as it ends', async () => {
    const { bridge } = await begun()
    expect(row('Address').textContent).toContain('waiting')
    const input = bridge.asked[0]?.input as { checkId: string }
    const grow = (checkId: string, grown: CheckLine) =>
      act(() => bridge.emit({ type: 'check-grew', checkId, line: grown }))
    grow(input.checkId, line('address', { state: 'running', ms: null }))
    expect(row('Address').textContent).toContain('checking')
    grow(input.checkId, line('address'))
    expect(screen.getByRole('status').textContent).toBe('Address: found')
    grow('another check', line('secure', { state: 'note', note: 'not-encrypted' }))
    expect(row('Encryption').textContent).toContain('waiting')
  })

  it('can be stopped', async () => {
    const { bridge } = await begun()
    await userEvent.click(screen.getByRole('button', { name: 'Stop the check' }))
    const [began, stopped] = bridge.asked as { name: string; input: { checkId: string } }[]
    expect(stopped).toEqual({ name: 'connections.stopCheck', input: { checkId: began?.input.checkId } })
  })

  it('is stopped when its form is left', async () => {
    const { bridge, leave } = await begun()
    leave()
    expect(bridge.asked.at(-1)?.name).toBe('connections.stopCheck')
  })

  it('that could not begin says why', async () => {
    await checked(null, { failures: { 'connections.check': { kind: 'storage-failed' } } })
    expect(screen.getByRole('alert').textContent).not.toBe('')
    expect(screen.queryByRole('list')).toBeNull()
  })
})

describe('a line that failed', () => {
  const FIXES: [CheckFix, RegExp][] = [
    [{ kind: 'base-url', baseUrl: 'https://a.example/v1' }, /^Use https:\/\/a\.example\/v1$/],
    [
      { kind: 'base-url', baseUrl: 'https://a.example', query: [{ name: 'api-version', value: 'v1' }] },
      /^Use https:\/\/a\.example\?api-version=v1$/,
    ],
    [{ kind: 'trim-key' }, /^Trim the key$/],
    [{ kind: 'replace-key' }, /^Replace the key$/],
    [{ kind: 'sign-in', signIn: 'api-key' }, /^Sign in with the api-key header$/],
    [{ kind: 'query', parameter: { name: 'api-version', value: 'v1' } }, /^Add api-version=v1$/],
    [{ kind: 'pick-assistant' }, /^Pick from the list$/],
    [{ kind: 'trim-assistant', remoteId: 'asst_1' }, /^Use asst_1$/],
    [{ kind: 'pick-certificates' }, /^Choose its certificate$/],
    [{ kind: 'allow-unencrypted' }, /^Send without encryption$/],
  ]

  it.each(FIXES)('offers %j by name and hands it on', async (fix, name) => {
    const error = { kind: 'key-refused', host: 'a.example' } as const
    const { wanted } = await checked(reportWith(line('key', { state: 'failed', error, fixes: [fix] })))
    expect(row('API key').textContent).toContain('a.example does not accept the key')
    await userEvent.click(screen.getByRole('button', { name }))
    expect(wanted).toEqual([fix])
  })

  it('offers two buttons at most, and what to do in words only where there is none', async () => {
    const error = { kind: 'wrong-path', url: 'https://a.example/assistants' } as const
    const fixes = ['/v1', '/api', '/x'].map((path) => ({ kind: 'base-url' as const, baseUrl: path }))
    await checked(reportWith(line('path', { state: 'failed', error, fixes })))
    expect(within(row('Path')).getAllByRole('button', { name: /^Use/ })).toHaveLength(2)
    expect(row('Path').textContent).not.toContain('Try the Base URL')
  })

  it('says in the words of the field what is wrong with it', async () => {
    const error = { kind: 'invalid-fields', fields: { apiKey: 'unsafe-characters' } } as const
    await checked(reportWith(line('key', { state: 'failed', error, fixes: [{ kind: 'trim-key' }] })))
    expect(row('API key').textContent).not.toContain('field')
    expect(screen.getByRole('status').textContent).toContain('something to mend')
  })

  it('speaks Chinese', async () => {
    void setLocale('zh-TW', { reload: false })
    const error = { kind: 'token-lapsed', host: 'a.example' } as const
    await checked(reportWith(line('key', { state: 'failed', error, fixes: [{ kind: 'replace-key' }] })))
    expect(screen.getByRole('button', { name: '更換金鑰' })).toBeTruthy()
    expect(row('API 金鑰').textContent).toContain('不再接受這個權杖')
    expect(row('位址').textContent).toContain('12 毫秒')
  })
})

const row = (name: string): HTMLElement => {
  const found = screen.getAllByRole('listitem').find((item) => item.textContent?.startsWith(name))
  if (found === undefined) throw new Error(`no line ${name}`)
  return found
}

function Trial({ onFix }: { onFix(fix: CheckFix): void }) {
  const model = useCheck()
  return (
    <>
      <button type="button" onClick={() => model.begin({ connection: null, form: null, remoteId: '' })}>
        go
      </button>
      <CheckList model={model} onFix={onFix} />
    </>
  )
}

function open(over: Partial<Scene>) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, ...over })
  window.assistant = bridge
  const wanted: CheckFix[] = []
  const { unmount } = render(<Trial onFix={(fix) => wanted.push(fix)} />)
  return { bridge, wanted, leave: unmount }
}

async function checked(report: CheckReport | null, over: Partial<Scene> = {}) {
  const desk = open({ replies: { 'connections.check': report }, ...over })
  await userEvent.click(screen.getByRole('button', { name: 'go' }))
  return desk
}

/** Main never answers. */
async function begun() {
  const desk = open({})
  const answer = desk.bridge.request
  desk.bridge.request = (name, input) => {
    const answered = answer(name, input)
    return name === 'connections.check' ? new Promise(() => undefined) : answered
  }
  await userEvent.click(screen.getByRole('button', { name: 'go' }))
  return desk
}
