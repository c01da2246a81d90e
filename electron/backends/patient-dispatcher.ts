/** Undici gives up by itself after 300 s without headers or between two pieces; a run may take longer, and only our own deadlines count. */

/** Where Node's undici keeps what `fetch` sends with; proxies from the environment come with its class. */
const GLOBAL = Symbol.for('undici.globalDispatcher.1')

type Patience = Pick<RequestInit, 'dispatcher'>
type DispatcherClass = new (options: {
  headersTimeout: number
  bodyTimeout: number
}) => Required<Patience>['dispatcher']

let patience: Patience | null = null

/** The same for all requests, so that they share connections. Empty where there is no undici to be found. */
export function patientDispatcher(): Patience {
  patience ??= create()
  return patience ?? {}
}

function create(): Patience | null {
  const known: unknown = Reflect.get(globalThis, GLOBAL)
  if (typeof known !== 'object' || known === null) return null
  // Node's undici is not to be imported; its class is had from the one that is there.
  const Class = known.constructor as DispatcherClass
  return { dispatcher: new Class({ headersTimeout: 0, bodyTimeout: 0 }) }
}
