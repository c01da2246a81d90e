/** Checks broken servers over real sockets: what comes of each line, and what a person does who follows a button. */
import type { LookupFunction } from 'node:net'
import type { AppEvent } from '../shared/contract/events.ts'
import type { CheckFix, CheckLine, CheckReport } from '../shared/domain/check.ts'
import { mend, type Checked } from '../shared/domain/check-fix.ts'
import type { KindName } from '../practice-server/broken/kinds.ts'
import {
  startBrokenServer,
  type BrokenOptions,
  type BrokenServer,
} from '../practice-server/broken/broken-server.ts'
import { deskWith } from './assistants/test-assistants.ts'
import { KEY, serverForm } from './assistants/test-connections.ts'
import { composeCheck } from './compose-check.ts'
import { composeSending } from './compose-sending.ts'
import { systemClock, type Clock } from './platform/clock.ts'

const open: (() => Promise<void>)[] = []

/** After each test. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close()
}

export async function broken(
  kind: KindName,
  options: Pick<BrokenOptions, 'elsewhere' | 'secureAs'> = {},
): Promise<BrokenServer> {
  const server = await startBrokenServer({ kind, key: KEY, pages: [], ...options })
  open.push(server.close)
  return server
}

interface Outside {
  clock?: Clock
  /** Where every name leads; the system's way unless told. */
  address?: string
}

/** A desk whose checks go out for real. */
export function checker({ clock = systemClock, address }: Outside = {}) {
  const desk = deskWith()
  const events: AppEvent[] = []
  const sending = composeSending({
    clock,
    log: () => undefined,
    secrets: () => [],
    systemProxy: () => Promise.resolve('DIRECT'),
    environment: {},
    ...(address === undefined ? {} : { lookUp: allTo(address) }),
  })
  open.push(sending.close)
  const service = composeCheck({
    connections: desk.connections,
    sending,
    clock,
    publish: (event) => events.push(event),
  })
  const check = (about: Checked, connection: string | null = null): Promise<CheckReport> =>
    service.check({ checkId: crypto.randomUUID(), connection, ...about })
  return { check, desk, events, service }
}

const allTo =
  (address: string): LookupFunction =>
  (_hostname, options, found) =>
    queueMicrotask(() =>
      options.all === true ? found(null, [{ address, family: 4 }]) : found(null, address, 4),
    )

/** As a person typed it who came upon this server. */
export const typedAt = ({ typed }: BrokenServer): Checked => ({
  form: serverForm({ baseUrl: typed.baseUrl, apiKey: typed.key }),
  remoteId: typed.assistantId,
})

/** What the button does, or the person it asks. */
export function followed(
  about: Checked,
  fix: CheckFix,
  { key, assistantId, authority }: BrokenServer,
): Checked {
  const { form } = about
  switch (fix.kind) {
    case 'replace-key':
      return { ...about, form: { ...form, apiKey: key } }
    case 'pick-assistant':
      return { ...about, remoteId: assistantId }
    case 'pick-certificates':
      return { ...about, form: { ...form, certificates: { fileName: 'ca.pem', pem: authority ?? '' } } }
    default:
      return mend(about, fix) ?? about
  }
}

export const failing = ({ lines }: CheckReport): CheckLine[] =>
  lines.filter(({ state }) => state === 'failed')

/** Line by line: its state, or its note. */
export const inShort = ({ lines }: CheckReport): string =>
  lines.map(({ name, state, note }) => `${name} ${note ?? state}`).join(', ')
