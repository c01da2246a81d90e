/** Everything the window may ask of main. A new capability starts with one line in the file of its domain. */
import type { z } from 'zod'
import { appRoutes } from './routes/app.ts'
import { assistantRoutes } from './routes/assistants.ts'
import { connectionRoutes } from './routes/connections.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { dataRoutes } from './routes/data.ts'
import { fileRoutes } from './routes/files.ts'
import type { Route } from './routes/route.ts'
import { runRoutes } from './routes/runs.ts'
import { searchRoutes } from './routes/search.ts'

/** By name: what goes in is checked at the door, what comes back has a type only. */
export const routes = {
  ...appRoutes,
  ...assistantRoutes,
  ...connectionRoutes,
  ...conversationRoutes,
  ...fileRoutes,
  ...runRoutes,
  ...searchRoutes,
  ...dataRoutes,
}

export type RouteName = keyof typeof routes
export type Input<R extends RouteName> = z.infer<(typeof routes)[R]['input']>
export type Reply<R extends RouteName> = (typeof routes)[R] extends Route<z.ZodType, infer T> ? T : never
