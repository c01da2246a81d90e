/** Which way a request goes, by the environment and by what the system says. */
import { describe, expect, it } from 'vitest'
import { chooseWay, proxySecrets, type Environment } from './proxy-choice.ts'

const SERVER = 'https://api.example.com/v1'
const way = (environment: Environment, system = 'DIRECT', url = SERVER) =>
  chooseWay(new URL(url), environment, () => Promise.resolve(system))
const through = (uri: string) => ({ kind: 'proxy', uri })
const DIRECT = { kind: 'direct' }

describe('the way to a server', () => {
  const SYSTEM: [string, object][] = [
    ['DIRECT', DIRECT],
    ['', DIRECT],
    ['PROXY proxy.example:8080', through('http://proxy.example:8080/')],
    ['PROXY proxy.example:8080; DIRECT', through('http://proxy.example:8080/')],
    ['HTTPS proxy.example:8443', through('https://proxy.example:8443/')],
    ['SOCKS5 proxy.example:1080', { kind: 'unsupported' }],
    ['SOCKS proxy.example:1080', { kind: 'unsupported' }],
    ['QUIC proxy.example:443', { kind: 'unsupported' }],
  ]
  it.each(SYSTEM)('is, where the system says %j, %j', async (system, expected) => {
    expect(await way({}, system)).toEqual(expected)
  })

  const NAMED: [Environment, object][] = [
    [{ HTTPS_PROXY: 'http://a.example:1' }, through('http://a.example:1/')],
    [{ https_proxy: 'a.example:1' }, through('http://a.example:1/')],
    [{ ALL_PROXY: 'https://a.example:1' }, through('https://a.example:1/')],
    [{ HTTPS_PROXY: 'socks5://a.example:1' }, { kind: 'unsupported' }],
    [{ HTTP_PROXY: 'http://a.example:1' }, through('http://system.example:8080/')],
    [{ HTTPS_PROXY: '  ' }, through('http://system.example:8080/')],
    ...['api.example.com', 'example.com', '.example.com', '*.example.com', '*', 'x, api.example.com:443'].map(
      (NO_PROXY): [Environment, object] => [{ HTTPS_PROXY: 'http://a.example:1', NO_PROXY }, DIRECT],
    ),
    ...['ample.com', 'api.example.com:8443', 'other.example', ''].map((NO_PROXY): [Environment, object] => [
      { HTTPS_PROXY: 'http://a.example:1', NO_PROXY },
      through('http://a.example:1/'),
    ]),
  ]
  it.each(NAMED)('is, where the environment says %j, %j', async (environment, expected) => {
    expect(await way(environment, 'PROXY system.example:8080')).toEqual(expected)
  })

  it.each([
    'http://192.168.1.20/v1',
    'http://127.0.0.1/v1',
    'https://localhost',
    'https://127.0.0.1',
    'https://[::1]',
  ])('to %s is straight, and nobody is asked', async (url) => {
    expect(await way({ HTTPS_PROXY: 'http://a.example:1' }, 'PROXY b.example:1', url)).toEqual(DIRECT)
  })

  it('has secrets where a login stands in it', () => {
    const [password, basic] = proxySecrets({ HTTPS_PROXY: 'http://me:p%40ss-word@a.example:1' })
    expect([password, Buffer.from(basic ?? '', 'base64').toString()]).toEqual(['p@ss-word', 'me:p@ss-word'])
    expect(proxySecrets({ HTTPS_PROXY: 'http://a.example:1' })).toEqual([])
  })
})
