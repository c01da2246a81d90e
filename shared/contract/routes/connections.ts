/** Requests about connections: adding, checking, changing and removing them. */
import { z } from 'zod'
import type { CheckReport } from '../../domain/check.ts'
import type { CertificateFile } from '../../domain/connection.ts'
import { connectionForm } from './connection-form.ts'
import { id, route } from './route.ts'

const connection = z.strictObject({ connectionId: id })

export const connectionRoutes = {
  /** Saves the form; without `connection` a new one. Fails with `invalid-fields` before anything is sent anywhere. */
  'connections.save': route(z.strictObject({ connection: id.nullable(), form: connectionForm })).replies<{
    connectionId: string
  }>(),
  /** Its assistants go with it. */
  'connections.remove': route(connection).replies<void>(),
  /** Brings back, for a while, what was removed: the connection with its key and its assistants. */
  'connections.restore': route(connection).replies<void>(),
  'connections.removeKey': route(connection).replies<void>(),
  /** Opens the system's dialog. Null when the person thought better of it. */
  'connections.pickCertificates': route(z.void()).replies<(CertificateFile & { names: string[] }) | null>(),
  /**
   * Asks the server line by line, as the form describes it or, without one, as it is stored; nothing is made there and
   * nothing saved. Each line is told as `check-grew`. Fails with `invalid-fields` before anything is sent anywhere.
   */
  'connections.check': route(
    z.strictObject({
      checkId: z.uuid(),
      connection: id.nullable(),
      form: connectionForm.nullable(),
      /** As typed; empty leaves that line out. */
      remoteId: z.string().max(4_000),
    }),
  ).replies<CheckReport>(),
  'connections.stopCheck': route(z.strictObject({ checkId: z.uuid() })).replies<void>(),
}
