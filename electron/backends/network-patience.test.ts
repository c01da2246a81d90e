/** A server that answers when the run is over must not be given up before its time. */
import { afterEach, expect, it } from 'vitest'
import { ANY, closeServers, get, httpTo, serve } from './test-http.ts'

afterEach(closeServers)

const GLOBAL = Symbol.for('undici.globalDispatcher.1')

/** Undici looks at its limits about once a second, whatever they are. */
it('is not sent with the limits of the dispatcher that everything else shares', async () => {
  const server = await serve(() => ({ hang: 'before' }))
  await fetch(server.baseUrl, { signal: AbortSignal.timeout(10) }).catch(() => undefined)
  const shared: object = Reflect.get(globalThis, GLOBAL)
  const Hasty = shared.constructor as new (options: object) => object
  const { http } = httpTo(server.baseUrl)
  const ours = new AbortController()
  const outcome = http.json(get({ signal: ours.signal }), ANY).catch((thrown: unknown) => thrown)
  Reflect.set(globalThis, GLOBAL, new Hasty({ headersTimeout: 100, bodyTimeout: 100 }))
  try {
    const late = httpTo(server.baseUrl).http.json(get({ signal: ours.signal }), ANY)
    const lateOutcome = late.catch((thrown: unknown) => thrown)
    await expect(fetch(server.baseUrl)).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } })
    ours.abort('still waiting')
    expect([await outcome, await lateOutcome]).toEqual(['still waiting', 'still waiting'])
  } finally {
    Reflect.set(globalThis, GLOBAL, shared)
  }
})
