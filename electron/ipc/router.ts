/** Turns an untrusted request into a handled one: known route, valid input, failures as values. */
import { fail, succeed, type Envelope } from '../../shared/contract/envelope.ts'
import { routes, type Input, type Reply, type RouteName } from '../../shared/contract/routes.ts'
import { toAppError } from '../../shared/errors.ts'
import type { Log } from '../platform/log.ts'

/** The handlers of some routes: one each. */
export type HandlersOf<Routes> = Pick<Handlers, keyof Routes & RouteName>

/** One handler a route, no more and no fewer: the compiler counts them. */
export type Handlers = { [R in RouteName]: (input: Input<R>) => Reply<R> | Promise<Reply<R>> }

export type Router = (name: unknown, input: unknown) => Promise<Envelope<unknown>>

/** Never rejects: every failure comes back as an envelope. */
export const createRouter =
  (handlers: Handlers, log: Log): Router =>
  async (name, input) => {
    if (!isRoute(name))
      return fail({ kind: 'invalid-request', technical: { serverMessage: `no route ${shown(name)}` } })
    const parsed = routes[name].input.safeParse(input)
    if (!parsed.success) {
      log('warn', 'ipc', 'invalid input', { route: name, issues: parsed.error.issues.length })
      return fail({
        kind: 'invalid-request',
        technical: { serverMessage: parsed.error.message.slice(0, 500) },
      })
    }
    try {
      // The schema that parsed the input is the one its handler's type was inferred from.
      return succeed(await handlers[name](parsed.data as never))
    } catch (thrown) {
      const error = toAppError(thrown)
      log(error.kind === 'bug' ? 'error' : 'info', 'ipc', 'request failed', { route: name, error })
      return fail(error)
    }
  }

// `routes['constructor']` is truthy: only own names count.
const isRoute = (name: unknown): name is RouteName => typeof name === 'string' && Object.hasOwn(routes, name)

/** Whatever a page may send as a name, in a few characters: an object's own `toString` may throw. */
const shown = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 100) : typeof name)
