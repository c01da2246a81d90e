/** The connect form: every problem is told beside its field before anything leaves. */
import { describe, expect, it } from 'vitest'
import type { ConnectForm } from '../../shared/domain/assistant.ts'
import { readConnectForm } from './connect-form.ts'

const KEY = 'sk-CANARY-0123456789abcdef'
const FORM: ConnectForm = {
  baseUrl: '',
  apiKey: KEY,
  assistantId: 'asst_1',
  nickname: '',
  delivery: 'automatic',
}
const NO_KEY = { hasKey: false, origin: null }
const OPENAI_KEY = { hasKey: true, origin: 'https://api.openai.com' }

const judge = (change: Partial<ConnectForm>, known: Parameters<typeof readConnectForm>[1] = NO_KEY) =>
  readConnectForm({ ...FORM, ...change }, known)

describe('a form that can be used', () => {
  it('says where requests go, with which key and to which assistant', () => {
    expect(judge({ nickname: '  Shop ' })).toEqual({
      ok: true,
      form: {
        baseUrl: 'https://api.openai.com/v1',
        origin: 'https://api.openai.com',
        key: KEY,
        assistantId: 'asst_1',
        nickname: 'Shop',
        delivery: 'automatic',
      },
    })
  })

  it.each([
    `  ${KEY}\n`,
    `"${KEY}"`,
    `'${KEY}'`,
    `“${KEY}”`,
    `Bearer ${KEY}`,
    `bearer   ${KEY}`,
    `Bearer "${KEY}"`,
    `"Bearer ${KEY}"`,
    `Authorization: Bearer ${KEY}`,
    `OPENAI_API_KEY=${KEY}`,
    `export OPENAI_API_KEY="${KEY}";`,
    `api-key: ${KEY}`,
    `${KEY}\r\n`,
  ])('takes off what was copied along with the key: %j', (apiKey) => {
    expect(judge({ apiKey })).toMatchObject({ ok: true, form: { key: KEY } })
  })

  it('keeps the stored key when the field is left empty', () => {
    expect(judge({ apiKey: ' ' }, OPENAI_KEY)).toMatchObject({ ok: true, form: { key: null } })
  })

  it.each(['http://localhost:8080/v1', '192.168.1.5:4000', 'http://[::1]:8080', 'https://nas.local'])(
    'needs no key for a server of one’s own house: %s',
    (baseUrl) => expect(judge({ baseUrl, apiKey: '' })).toMatchObject({ ok: true, form: { key: null } }),
  )

  it.each(['asst_1', ' asst_1 ', 'a', 'mein-Assistent', '助理', 'x'.repeat(256)])(
    'takes any ID a server may give: %j',
    (assistantId) =>
      expect(judge({ assistantId })).toMatchObject({ ok: true, form: { assistantId: assistantId.trim() } }),
  )
})

describe('a form that cannot be used', () => {
  it.each([
    ['a blank ID', { assistantId: '  ' }, { assistantId: 'required' }],
    ['an ID with a space', { assistantId: 'asst 1' }, { assistantId: 'unsafe-characters' }],
    ['an ID with a line end', { assistantId: 'asst\n1' }, { assistantId: 'unsafe-characters' }],
    ['an ID with a control character', { assistantId: 'asst\u0000' }, { assistantId: 'unsafe-characters' }],
    [
      'an ID with a character nobody sees',
      { assistantId: 'asst\u200b_1' },
      { assistantId: 'unsafe-characters' },
    ],
    ['an ID with half a character', { assistantId: 'asst\ud800' }, { assistantId: 'unsafe-characters' }],
    ['a long ID', { assistantId: 'x'.repeat(257) }, { assistantId: 'too-long' }],
    ['a long nickname', { nickname: 'x'.repeat(81) }, { nickname: 'too-long' }],
    ['no key for a public server', { apiKey: '' }, { apiKey: 'required' }],
    ['a key with a line end inside', { apiKey: 'sk-abc\r\nHost: evil' }, { apiKey: 'unsafe-characters' }],
    ['a key with a space inside', { apiKey: 'sk-abc def' }, { apiKey: 'unsafe-characters' }],
    ['a key no header can carry', { apiKey: 'sk-ключ' }, { apiKey: 'unsafe-characters' }],
    ['an address that is none', { baseUrl: 'https://' }, { baseUrl: 'not-a-url' }],
    ['a password in the address', { baseUrl: 'https://a:b@c.example' }, { baseUrl: 'credentials-in-url' }],
  ] as const)('is refused for %s', (_why, change, fields) => {
    expect(judge(change)).toEqual({ ok: false, fields })
  })

  it('is refused when the stored key was given for another server', () => {
    const known = { ...OPENAI_KEY, hasKey: true }
    expect(judge({ baseUrl: 'https://evil.example/v1', apiKey: '' }, known)).toEqual({
      ok: false,
      fields: { apiKey: 'key-for-another-server' },
    })
    expect(judge({ baseUrl: 'http://localhost:8080', apiKey: '' }, known)).toMatchObject({ ok: false })
    expect(judge({ baseUrl: 'https://api.openai.com:8443/v1', apiKey: '' }, known)).toMatchObject({
      ok: false,
    })
    expect(judge({ baseUrl: 'https://api.openai.com/other', apiKey: '' }, known)).toMatchObject({ ok: true })
  })

  it('tells every problem at once', () => {
    expect(judge({ baseUrl: 'ftp://x', apiKey: 'a b', assistantId: '', nickname: 'x'.repeat(99) })).toEqual({
      ok: false,
      fields: {
        baseUrl: 'wrong-scheme',
        apiKey: 'unsafe-characters',
        assistantId: 'required',
        nickname: 'too-long',
      },
    })
  })
})
