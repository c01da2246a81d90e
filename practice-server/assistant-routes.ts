/** The practice assistants as the protocol lists them; they can be read and never changed. */
import { pageOf } from './paging.ts'
import { json, notFound } from './replies.ts'
import type { Route } from './router.ts'
import type { World } from './world.ts'

export const assistantRoutes = ({ cast }: World): Route[] => [
  {
    method: 'GET',
    path: '/assistants',
    handle: ({ query }) =>
      json(
        pageOf(
          [...cast.values()].map(({ assistant }) => assistant),
          query,
        ),
      ),
  },
  {
    method: 'GET',
    path: '/assistants/:assistant',
    handle: (call) => {
      const member = cast.get(call.id('assistant'))
      if (!member) throw notFound('assistant', call.id('assistant'))
      return json(member.assistant)
    },
  },
]
