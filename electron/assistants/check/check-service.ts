/** Checks a connection line by line, tells the window of each, and can be stopped. Reads only: nothing is made at a server, nothing saved here. */
import type { AppEvent } from '../../../shared/contract/events.ts'
import {
  CHECK_LINES,
  type CheckLine,
  type CheckLineName,
  type CheckReport,
} from '../../../shared/domain/check.ts'
import type { ConnectionForm } from '../../../shared/domain/connection.ts'
import { tidyKey } from '../../../shared/domain/key-text.ts'
import { Failure, toAppError, type AppError } from '../../../shared/errors.ts'
import type { Clock } from '../../platform/clock.ts'
import type { ServerAddress } from '../ports.ts'
import { checkAssistant, checkProtocol } from './found.ts'
import { checkKey } from './key.ts'
import { checkPath } from './path.ts'
import type { Names, Prober } from './ports.ts'
import { checkAddress, checkSecure, checkServer } from './reach.ts'
import { failed, hostOf, skipped, type LineCheck, type Outcome, type Walk } from './walk.ts'

export interface CheckWorld {
  connections: {
    addressOf(connectionId: string): Promise<ServerAddress>
    addressOfForm(connectionId: string | null, form: ConnectionForm): { address: ServerAddress }
  }
  prober: Prober
  names: Names
  clock: Clock
  /** A text nobody can guess. */
  madeUp(prefix: string): string
  publish(event: AppEvent): void
}

export interface CheckInput {
  checkId: string
  connection: string | null
  form: ConnectionForm | null
  remoteId: string
}

export interface CheckService {
  /** @throws Failure `invalid-fields` and others, before anything is sent anywhere */
  check(input: CheckInput): Promise<CheckReport>
  stop(input: { checkId: string }): void
}

/** A line may ask several times; more than this no person waits for one. */
const LINE_WITHIN_MS = 15_000

const WORK: Record<CheckLineName, LineCheck> = {
  address: checkAddress,
  secure: checkSecure,
  server: checkServer,
  path: checkPath,
  key: checkKey,
  assistant: checkAssistant,
  protocol: checkProtocol,
}

export function createCheckService(world: CheckWorld): CheckService {
  const running = new Map<string, AbortController>()
  return {
    async check(input) {
      const start = await begin(world, input)
      const stopping = new AbortController()
      running.set(input.checkId, stopping)
      const tell = (line: CheckLine) => world.publish({ type: 'check-grew', checkId: input.checkId, line })
      try {
        return await walkThrough(world, start, { tell, signal: stopping.signal })
      } finally {
        running.delete(input.checkId)
      }
    },
    stop: ({ checkId }) => running.get(checkId)?.abort(),
  }
}

/** Where a check starts: with a server to ask, or with lines that are settled without one. */
type Start =
  | Pick<Walk, 'server' | 'remoteId' | 'keyProblem'>
  | { settled: Partial<Record<CheckLineName, Outcome>> }

async function begin(
  { connections }: CheckWorld,
  { connection, form, remoteId }: CheckInput,
): Promise<Start> {
  const addressWith = async (changed: ConnectionForm | null) => {
    if (changed !== null) return connections.addressOfForm(connection, changed).address
    if (connection === null) throw new Failure({ kind: 'invalid-request' })
    return connections.addressOf(connection)
  }
  const known = { remoteId: remoteId.trim(), keyProblem: null }
  try {
    return { ...known, server: await addressWith(form) }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind === 'key-unreadable' || error.kind === 'key-missing')
      return { settled: { key: failed(error, { kind: 'replace-key' }) } }
    if (error.kind !== 'invalid-fields' || Object.keys(error.fields).length > 1) throw thrown
    if (error.fields.baseUrl === 'needs-yes')
      return { settled: { secure: failed(error, { kind: 'allow-unencrypted' }) } }
    const apiKey = tidyKey(form?.apiKey ?? '')
    if (error.fields.apiKey !== 'unsafe-characters' || form === null || apiKey === '') throw thrown
    // Asked with the key as it was meant, so that the button that tidies it is known to help.
    const server = await addressWith({ ...form, apiKey })
    return { ...known, server, keyProblem: { error, fixes: [{ kind: 'trim-key' }] } }
  }
}

interface Telling {
  tell(line: CheckLine): void
  signal: AbortSignal
}

async function walkThrough(world: CheckWorld, start: Start, { tell, signal }: Telling): Promise<CheckReport> {
  const lines: CheckLine[] = []
  const learned: Walk['learned'] = { witness: null, instead: null, better: null, snapshot: null }
  let isOver = false
  for (const name of CHECK_LINES) {
    const begun = world.clock.elapsed()
    const waiting = { name, ms: null, note: null, error: null, fixes: [] }
    const isLeftOut: boolean = isOver || signal.aborted
    if (!isLeftOut) tell({ ...waiting, state: 'running' })
    const outcome: Outcome = isLeftOut ? skipped : await outcomeOf(world, start, { name, learned, signal })
    const ms = outcome.state === 'skipped' ? null : Math.round(world.clock.elapsed() - begun)
    const line: CheckLine = { ...waiting, ...outcome, ms }
    lines.push(line)
    tell(line)
    // An assistant that is not there says nothing of the protocol.
    isOver ||= outcome.state === 'failed' && name !== 'assistant'
  }
  return { lines, snapshot: learned.snapshot }
}

interface LineAt {
  name: CheckLineName
  learned: Walk['learned']
  signal: AbortSignal
}

async function outcomeOf(
  world: CheckWorld,
  start: Start,
  { name, learned, signal }: LineAt,
): Promise<Outcome> {
  if ('settled' in start) return start.settled[name] ?? skipped
  const { clock, prober, names, madeUp } = world
  const limit = new AbortController()
  const disarm = clock.after(LINE_WITHIN_MS, () => limit.abort())
  const both = AbortSignal.any([signal, limit.signal])
  const walk: Walk = {
    ...start,
    learned,
    madeUp,
    names: {
      isProxied: (baseUrl) => Promise.race([names.isProxied(baseUrl), rejectedBy(both)]),
      isKnown: (hostname) => Promise.race([names.isKnown(hostname), rejectedBy(both)]),
    },
    now: () => clock.now(),
    ask: (question, over = {}) => prober.ask({ ...start.server, ...over }, question, both),
  }
  try {
    return await WORK[name](walk)
  } catch (thrown) {
    if (signal.aborted) return skipped
    if (limit.signal.aborted) return failed(tooSlow(start.server))
    throw thrown
  } finally {
    disarm()
  }
}

const tooSlow = (server: ServerAddress): AppError => ({
  kind: 'unreachable',
  reason: 'timeout',
  host: hostOf(server),
})

const rejectedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const refuse = () => reject(new Failure({ kind: 'unreachable', reason: 'timeout', host: '' }))
    if (signal.aborted) refuse()
    else signal.addEventListener('abort', refuse, { once: true })
  })
