/** What each request does, in a line or two, by domain: anything longer belongs in a service. */
import { appHandlers, type AppRequests } from './handlers/app.ts'
import { assistantHandlers } from './handlers/assistants.ts'
import { connectionHandlers } from './handlers/connections.ts'
import { conversationHandlers } from './handlers/conversations.ts'
import { dataHandlers } from './handlers/data.ts'
import { fileHandlers } from './handlers/files.ts'
import { runHandlers } from './handlers/runs.ts'
import { searchHandlers } from './handlers/search.ts'
import type { Handlers } from './router.ts'

type Services = Parameters<typeof assistantHandlers>[0] &
  Parameters<typeof connectionHandlers>[0] &
  Parameters<typeof conversationHandlers>[0] &
  Parameters<typeof dataHandlers>[0] &
  Parameters<typeof fileHandlers>[0] &
  Parameters<typeof runHandlers>[0] &
  Parameters<typeof searchHandlers>[0] & { app: AppRequests }

/** A new domain adds its line here and its services above. */
export const createHandlers = (services: Services): Handlers => ({
  ...appHandlers(services.app),
  ...assistantHandlers(services),
  ...connectionHandlers(services),
  ...conversationHandlers(services),
  ...dataHandlers(services),
  ...fileHandlers(services),
  ...runHandlers(services),
  ...searchHandlers(services),
})
