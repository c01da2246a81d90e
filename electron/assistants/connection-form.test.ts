/** The form of a connection: every problem is told beside its field before anything leaves. */
import { describe, expect, it } from 'vitest'
import type { ConnectionForm } from '../../shared/domain/connection.ts'
import { NOTHING_KNOWN, readConnectionForm, type KnownSecrets } from './connection-form.ts'
import { KEY, serverForm } from './test-connections.ts'

const judge = (change: Partial<ConnectionForm>, known: KnownSecrets = NOTHING_KNOWN) =>
  readConnectionForm(serverForm(change), known)
const settingsOf = (change: Partial<ConnectionForm>, known?: KnownSecrets) => {
  const verdict = judge(change, known)
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.fields))
  return verdict.form.settings
}
const problemsOf = (change: Partial<ConnectionForm>, known?: KnownSecrets) => {
  const verdict = judge(change, known)
  return verdict.ok ? {} : verdict.fields
}
const KEPT: KnownSecrets = {
  hasKey: true,
  origin: 'https://api.example.com',
  originOfHeader: (name) => (name.toLowerCase() === 'x-team' ? 'https://api.example.com' : null),
}

describe('a form that can be used', () => {
  it('says where requests go and how they sign in', () => {
    const verdict = judge({ name: ' Shop ', apiKey: ` Bearer "${KEY}" `, organization: ' org-1 ' })
    expect(verdict).toMatchObject({
      ok: true,
      form: {
        origin: 'https://api.example.com',
        key: KEY,
        settings: {
          name: 'Shop',
          baseUrl: 'https://api.example.com/v1',
          organization: 'org-1',
          signIn: 'bearer',
        },
      },
    })
  })

  it('takes the host’s name where none is given', () => {
    expect(settingsOf({}).name).toBe('api.example.com')
  })

  it('adopts the query of a pasted address, which wins over an older parameter', () => {
    const azure = 'https://desk.services.ai.azure.com/api/projects/p?api-version=v1'
    expect(
      settingsOf({
        baseUrl: azure,
        query: [
          { name: 'api-version', value: 'old' },
          { name: 'team', value: 'a' },
          { name: ' ', value: '' },
        ],
      }),
    ).toMatchObject({
      baseUrl: 'https://desk.services.ai.azure.com/api/projects/p',
      query: [
        { name: 'team', value: 'a' },
        { name: 'api-version', value: 'v1' },
      ],
    })
  })

  it('knows headers by their names only', () => {
    const verdict = judge({
      headers: [
        { name: ' X-Team ', value: ' blue ' },
        { name: '', value: '' },
      ],
    })
    expect(verdict).toMatchObject({
      ok: true,
      form: { headers: [{ name: 'X-Team', value: 'blue' }], settings: { headers: ['X-Team'] } },
    })
    expect(JSON.stringify(settingsOf({ headers: [{ name: 'X-Team', value: 'blue' }] }))).not.toContain('blue')
  })

  it.each([
    ['', null],
    ['30', 30],
    ['600', 600],
    [' ６０ ', 60],
  ])('takes %j as limit of a run: %s seconds', (runLimitSeconds, limit) => {
    expect(settingsOf({ runLimitSeconds }).runLimitSeconds).toBe(limit)
  })

  it.each(['none', 'bearer'] as const)('needs no key where the server checks none: %s', (signIn) => {
    const baseUrl = signIn === 'none' ? 'https://open.example.com' : 'http://localhost:8080'
    expect(problemsOf({ baseUrl, apiKey: '', signIn })).toEqual({})
  })

  it('writes the yes to sending unencrypted down with the origin it was given for', () => {
    const baseUrl = 'http://192.168.1.20:4000/v1'
    expect(problemsOf({ baseUrl })).toEqual({ baseUrl: 'needs-yes' })
    expect(settingsOf({ baseUrl, isUnencryptedAllowed: true }).unencryptedOrigin).toBe(
      'http://192.168.1.20:4000',
    )
    expect(settingsOf({ baseUrl: 'http://localhost:4000' }).unencryptedOrigin).toBeNull()
    expect(settingsOf({ isUnencryptedAllowed: true }).unencryptedOrigin).toBeNull()
  })
})

describe('a secret that is kept', () => {
  const moved = { baseUrl: 'https://api.example.org/v1', apiKey: '' }
  it('stays with the origin it was entered for', () => {
    const headers = [{ name: 'X-Team', value: '' }]
    expect(problemsOf({ apiKey: '', headers }, KEPT)).toEqual({})
    expect(problemsOf({ ...moved, headers }, KEPT)).toEqual({
      apiKey: 'key-for-another-server',
      headers: 'key-for-another-server',
    })
  })

  it.each([
    'http://api.example.com/v1',
    'https://api.example.com:8443/v1',
    'https://api.example.com.evil.example',
  ])('does not go along to %s by itself', (baseUrl) => {
    expect(problemsOf({ baseUrl, apiKey: '' }, KEPT)).not.toEqual({})
  })

  it('moves when the person says so', () => {
    const headers = [{ name: 'X-Team', value: '' }]
    expect(problemsOf({ ...moved, headers, isKeyMoveAllowed: true }, KEPT)).toEqual({})
  })

  it('is not missed where the path alone has changed', () => {
    expect(problemsOf({ baseUrl: 'https://api.example.com/other', apiKey: '' }, KEPT)).toEqual({})
  })
})

describe('a problem', () => {
  const header = (name: string, value = 'x') => ({ headers: [{ name, value }] })
  const PROBLEMS: [Partial<ConnectionForm>, object][] = [
    [{ apiKey: '' }, { apiKey: 'required' }],
    [{ apiKey: 'ab\u0000c' }, { apiKey: 'unsafe-characters' }],
    [{ name: 'x'.repeat(81) }, { name: 'too-long' }],
    [{ organization: 'a b' }, { organization: 'unsafe-characters' }],
    [{ project: 'x'.repeat(257) }, { project: 'too-long' }],
    [header('Authorization'), { headers: 'header-signs-in' }],
    [header('API-KEY'), { headers: 'header-signs-in' }],
    [header('Proxy-Authorization'), { headers: 'header-signs-in' }],
    [header('OpenAI-Organization'), { headers: 'header-has-field' }],
    [header('openai-project'), { headers: 'header-has-field' }],
    ...[
      'Host',
      'Content-Length',
      'content-type',
      'Cookie',
      'Transfer-Encoding',
      'Connection',
      'OpenAI-Beta',
      'Sec-Fetch-Mode',
    ].map((name): [Partial<ConnectionForm>, object] => [header(name), { headers: 'header-reserved' }]),
    [header('x team'), { headers: 'unsafe-characters' }],
    [header('x:team'), { headers: 'unsafe-characters' }],
    [header('x-team', 'a\r\nb: c'), { headers: 'unsafe-characters' }],
    [header('x-team', '時'), { headers: 'unsafe-characters' }],
    [header('x-team', ''), { headers: 'required' }],
    [header('', 'x'), { headers: 'required' }],
    [
      {
        headers: [
          { name: 'x-team', value: 'a' },
          { name: 'X-Team', value: 'b' },
        ],
      },
      { headers: 'duplicate' },
    ],
    [{ query: [{ name: 'api_key', value: 'x' }] }, { query: 'secret-in-url' }],
    [{ query: [{ name: 'x', value: KEY }] }, { query: 'secret-in-url' }],
    [{ query: [{ name: '', value: 'x' }] }, { query: 'required' }],
    [
      {
        query: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      { query: 'duplicate' },
    ],
    [{ runLimitSeconds: '29' }, { runLimitSeconds: 'out-of-range' }],
    [{ runLimitSeconds: '601' }, { runLimitSeconds: 'out-of-range' }],
    [{ runLimitSeconds: '1e2' }, { runLimitSeconds: 'out-of-range' }],
    [{ requestsPerMinute: '0' }, { requestsPerMinute: 'out-of-range' }],
    [{ requestsPerMinute: 'many' }, { requestsPerMinute: 'out-of-range' }],
    [{ certificates: { fileName: 'a.pem', pem: 'hello' } }, { certificates: 'no-certificates' }],
    [
      {
        certificates: {
          fileName: 'a.pem',
          pem: '-----BEGIN EC PRIVATE KEY-----\nx\n-----END EC PRIVATE KEY-----',
        },
      },
      { certificates: 'private-key' },
    ],
    [
      { baseUrl: 'https://me:secret@example.com', name: 'x'.repeat(81), requestsPerMinute: '-1' },
      { baseUrl: 'credentials-in-url', name: 'too-long', requestsPerMinute: 'out-of-range' },
    ],
  ]
  it.each(PROBLEMS)('%j is told beside its field: %j', (change, fields) => {
    expect(problemsOf(change)).toEqual(fields)
  })
})
