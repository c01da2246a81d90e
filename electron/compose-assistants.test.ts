/** A server's own list over a real socket: as long as it is, and from servers that do not know pages. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Moods } from '../practice-server/moods.ts'
import { startPracticeServer, type PracticeServer } from '../practice-server/server.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import type { ServerAddress } from './assistants/ports.ts'
import { createServerLists } from './assistants/server-lists.ts'
import { deskWith, failureOf } from './assistants/test-assistants.ts'
import { KEY, serverForm } from './assistants/test-connections.ts'
import { httpTo } from './backends/test-http.ts'
import { composeDirectory } from './compose-backends.ts'
import { systemClock as clock } from './platform/clock.ts'

const servers: PracticeServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

describe('the list of a server', () => {
  it('with 250 assistants is three pages', async () => {
    const { server, list, told } = await serverWith({}, 250)
    const { assistants, end } = await list()
    expect(end).toBe('whole')
    expect(assistants).toHaveLength(250)
    expect(new Set(assistants.map(({ remoteId }) => remoteId)).size).toBe(250)
    expect(told()).toEqual([100, 100, 50])
    expect(asked(server)).toHaveLength(3)
    expect(assistants.find(({ remoteId }) => remoteId === 'asst_practice_extra_123')).toEqual({
      remoteId: 'asst_practice_extra_123',
      name: 'Practice assistant 123',
      model: 'practice',
      assistantId: null,
    })
  })

  it('whose cursor leads nowhere is left after the second page', async () => {
    const { server, list } = await serverWith({ ignoresCursors: true }, 250)
    const { assistants, end } = await list()
    expect({ end, length: assistants.length }).toEqual({ end: 'repeating', length: 100 })
    expect(asked(server)).toHaveLength(2)
  })

  it('without pages comes whole', async () => {
    const { list } = await serverWith({ noPages: true }, 250)
    const { assistants, end } = await list()
    expect({ end, length: assistants.length }).toEqual({ end: 'whole', length: 250 })
  })

  it('with more than anybody reads ends', async () => {
    const { list } = await serverWith({}, 5_101)
    const { assistants, end } = await list()
    expect({ end, length: assistants.length }).toEqual({ end: 'too-many', length: 5_000 })
  })

  it('that refuses the key says so', async () => {
    const { list } = await serverWith({}, 4, `${KEY}-wrong`)
    expect(await failureOf(list)).toMatchObject({ kind: 'key-refused' })
  })
})

async function serverWith(moods: Moods, assistants: number, apiKey = KEY) {
  const server = await startPracticeServer({ key: KEY, pages: [], speed: 0, moods, assistants })
  servers.push(server)
  const desk = deskWith()
  const events: AppEvent[] = []
  const lists = createServerLists({
    shelf: desk.shelf,
    servers: desk.connections,
    directory: composeDirectory({ clock, random: () => 0.5, sending: { httpTo: httpAt } }),
    publish: (event) => events.push(event),
  })
  const form = serverForm({ baseUrl: server.baseUrl, apiKey })
  return {
    server,
    list: () => lists.listAtServer({ listingId: 'l', connection: null, form }),
    told: () => events.flatMap((event) => (event.type === 'listing-grew' ? event.assistants.length : [])),
  }
}

const httpAt = ({ baseUrl, key }: ServerAddress) => httpTo(baseUrl, { key: () => key }).http

const asked = ({ requests }: PracticeServer) => requests.filter(({ path }) => path.includes('/assistants'))
