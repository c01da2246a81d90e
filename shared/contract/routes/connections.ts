/** Requests about connections: adding, checking, changing and removing them. */
import { z } from 'zod'
import { id, route } from './route.ts'

export const connectionRoutes = {
  'connections.removeKey': route(z.strictObject({ connectionId: id })).replies<void>(),
}
