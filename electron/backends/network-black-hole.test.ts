/** A server whose packets vanish: given up in time, and known to have been sent nothing. */
import { createServer, type AddressInfo, type LookupFunction, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createNetwork, type Network } from './network.ts'
import { isCertainlyUnsent, isReadWorthRepeating } from './retry.ts'
import { ANY, failureOf, get, httpTo } from './test-http.ts'

const sockets = new Set<Socket>()
const closing: (() => unknown)[] = []
/** Once for the file: the library goes on with the timer it has begun with. */
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(() => void vi.useRealTimers())
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  for (const close of closing.splice(0)) await close()
})

interface Hole {
  baseUrl: string
  lookUp?: LookupFunction
  /** True once somebody is on the way into it. */
  isEntered(): boolean
}

/** A name that is looked up without end. */
function unfound(): Promise<Hole> {
  let isEntered = false
  const lookUp = () => void (isEntered = true)
  return Promise.resolve({ baseUrl: 'https://void.example/v1', lookUp, isEntered: () => isEntered })
}

/** Takes the connection and never says a word, so that encryption is never agreed upon. */
async function silent(): Promise<Hole> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    sockets.add(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return { baseUrl: `https://127.0.0.1:${port}/v1`, isEntered: () => sockets.size > 0 }
}

function networkWith(lookUp?: LookupFunction): Network {
  const options = { systemProxy: () => Promise.resolve('DIRECT'), environment: {} }
  const network = createNetwork(lookUp === undefined ? options : { ...options, lookUp })
  closing.push(() => network.close())
  return network
}

/** Connecting is timed by the library, with the runtime's timers: they are turned by hand here. Its own precision is half a second. */
it.each([
  ['its name is looked up for ever', unfound],
  ['it takes the connection and says nothing', silent],
])('connecting is given up within ten seconds where %s', async (_how, begin) => {
  const { baseUrl, lookUp, isEntered } = await begin()
  const { http } = httpTo(baseUrl, { network: networkWith(lookUp) })
  let isOver = false
  const outcome = failureOf(http.json(get({ headersWithinMs: 600_000 }), ANY)).finally(() => (isOver = true))
  while (!isEntered()) await turn()
  await vi.advanceTimersByTimeAsync(8_500)
  await turn()
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  const failure = await outcome
  expect(failure.error).toMatchObject({
    kind: 'unreachable',
    reason: 'timeout',
    technical: { code: 'UND_ERR_CONNECT_TIMEOUT' },
  })
  expect([isCertainlyUnsent(failure), isReadWorthRepeating(failure)]).toEqual([true, true])
})

/** A turn of the real event loop. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
