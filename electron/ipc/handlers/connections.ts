/** What each request about connections does. */
import type { connectionRoutes } from '../../../shared/contract/routes/connections.ts'
import type { CheckService } from '../../assistants/check/check-service.ts'
import type { ConnectionService } from '../../assistants/connection-service.ts'
import type { HandlersOf } from '../router.ts'

export const connectionHandlers = ({
  connections,
  checks,
}: {
  connections: ConnectionService
  checks: CheckService
}): HandlersOf<typeof connectionRoutes> => ({
  'connections.save': (input) => connections.save(input),
  'connections.remove': (input) => connections.remove(input),
  'connections.restore': (input) => connections.restore(input),
  'connections.removeKey': (input) => connections.removeKey(input),
  'connections.pickCertificates': () => connections.pickCertificates(),
  'connections.check': (input) => checks.check(input),
  'connections.stopCheck': (input) => checks.stop(input),
})
