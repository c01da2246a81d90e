/** The practice assistants as the protocol lists them; they can be read and never changed. */
import type { Moods } from './moods.ts'
import { pageOf } from './paging.ts'
import { json, notFound } from './replies.ts'
import type { Route } from './router.ts'
import type { Assistant } from './wire.ts'
import type { World } from './world.ts'

export const assistantRoutes = ({ cast, moods }: World): Route[] => [
  {
    method: 'GET',
    path: '/assistants',
    handle: ({ query }) =>
      json(
        listOf(
          [...cast.values()].map(({ assistant }) => assistant),
          query,
          moods(),
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

function listOf(assistants: readonly Assistant[], query: URLSearchParams, moods: Moods) {
  if (moods.noPages) return { object: 'list', data: assistants }
  if (moods.ignoresCursors) query.delete('after')
  const page = pageOf(assistants, query)
  return moods.ignoresCursors ? { ...page, has_more: true } : page
}
