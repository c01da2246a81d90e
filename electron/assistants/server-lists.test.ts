/** A server's own list is read to its end, and no server can make that never come. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { ListedAssistant } from '../../shared/domain/assistant.ts'
import { Failure, type AppError } from '../../shared/errors.ts'
import type { AssistantsPage, ServerAddress } from './ports.ts'
import { createServerLists, MOST_LISTED } from './server-lists.ts'
import { deskWith, failureOf } from './test-assistants.ts'
import { KEY, serverForm } from './test-connections.ts'

const LISTING = '0198c1de-9f3b-7cc2-8a11-2f1f0a7a3b11'

describe('a list', () => {
  it('of several pages is told page by page, and whole at the end', async () => {
    const desk = await deskThatLists(pagesOf(['a', 'b'], ['c', 'd'], ['e']))
    expect(await desk.list()).toEqual({ assistants: listed('a', 'b', 'c', 'd', 'e'), end: 'whole' })
    expect(desk.told()).toEqual([listed('a', 'b'), listed('c', 'd'), listed('e')])
    expect(desk.cursors).toEqual([null, 'b', 'd'])
  })

  it('says which of them are connected already, on this connection only', async () => {
    const desk = await deskThatLists(pagesOf(['asst_1', 'b', 'gone']))
    await desk.connect({ remoteId: 'b', nickname: 'Elsewhere' }, serverForm({ apiKey: `${KEY}2` }))
    const gone = await desk.connect({ remoteId: 'gone' })
    desk.service.remove(gone)
    const { assistants } = await desk.list()
    expect(assistants.map(({ assistantId }) => assistantId)).toEqual([desk.first.assistantId, null, null])
  })

  it('is read with what a form says when there is one, and nothing is saved', async () => {
    const desk = await deskThatLists(pagesOf(['a']))
    const before = desk.stored()
    const form = serverForm({ baseUrl: 'https://new.example/v1', apiKey: `${KEY}3` })
    await desk.lists.listAtServer({ listingId: LISTING, connection: null, form })
    expect(desk.servers).toMatchObject([{ baseUrl: 'https://new.example/v1', key: `${KEY}3` }])
    expect(desk.stored()).toBe(before)
  })

  it('of a form with something wrong is not asked for', async () => {
    const desk = await deskThatLists(pagesOf(['a']))
    const wish = { listingId: LISTING, connection: null, form: serverForm({ baseUrl: 'ftp://x' }) }
    expect(await failureOf(() => desk.lists.listAtServer(wish))).toMatchObject({ kind: 'invalid-fields' })
    expect(desk.cursors).toEqual([])
  })

  it('of nowhere is no request', async () => {
    const desk = await deskThatLists(pagesOf(['a']))
    const wish = { listingId: LISTING, connection: null, form: null }
    expect(await failureOf(() => desk.lists.listAtServer(wish))).toEqual({ kind: 'invalid-request' })
  })

  it('that breaks keeps the pages told before and says why', async () => {
    const pages = pagesOf(['a'], ['b'])
    const desk = await deskThatLists((after) => (after === null ? pages(after) : fails('rate-limited')))
    expect(await failureOf(() => desk.list())).toMatchObject({ kind: 'rate-limited' })
    expect(desk.told()).toEqual([listed('a')])
  })
})

describe('a server', () => {
  it('that says nothing of more is asked until nothing new comes', async () => {
    const pages = pagesOf(['a', 'b'], ['c'])
    const desk = await deskThatLists((after) => ({ ...pages(after), hasMore: null }))
    expect(await desk.list()).toEqual({ assistants: listed('a', 'b', 'c'), end: 'whole' })
    expect(desk.cursors).toEqual([null, 'b', 'c'])
  })

  it('that knows no cursors gives its whole list each time, and that is all', async () => {
    const desk = await deskThatLists(() => ({ ...page(['a', 'b']), hasMore: null }))
    expect(await desk.list()).toEqual({ assistants: listed('a', 'b'), end: 'whole' })
    expect(desk.cursors).toEqual([null, 'b'])
  })

  it('that refuses a cursor nobody promised has given all it has', async () => {
    const refusing = (after: string | null) =>
      after === null ? { ...page(['a']), hasMore: null } : fails('refused')
    const desk = await deskThatLists(refusing)
    expect(await desk.list()).toEqual({ assistants: listed('a'), end: 'whole' })
  })

  it('that promised more and refuses it is a failure', async () => {
    const refusing = (after: string | null) =>
      after === null ? { ...page(['a']), hasMore: true } : fails('refused')
    const desk = await deskThatLists(refusing)
    expect(await failureOf(() => desk.list())).toMatchObject({ kind: 'refused' })
  })

  it.each<[string, (after: string | null) => AssistantsPage]>([
    ['gives the first page for ever', () => ({ ...page(['a', 'b']), hasMore: true })],
    ['gives nothing for ever', () => ({ assistants: [], hasMore: true, next: null })],
    ['gives entries without an end that can be named', () => ({ ...page(['a']), hasMore: true, next: null })],
    ['goes in circles', (after) => ({ ...page(after === 'a' ? ['b'] : ['a']), hasMore: true })],
  ])('that %s is left', async (_how, answer) => {
    const desk = await deskThatLists(answer)
    const { assistants, end } = await desk.list()
    expect(end).toBe('repeating')
    expect(new Set(assistants.map(({ remoteId }) => remoteId)).size).toBe(assistants.length)
    expect(desk.cursors.length).toBeLessThanOrEqual(3)
  })

  it('that never ends is read so far and no further', async () => {
    let count = 0
    const desk = await deskThatLists(() => ({
      ...page(Array.from({ length: 99 }, () => `a${count++}`)),
      hasMore: true,
    }))
    const { assistants, end } = await desk.list()
    expect(end).toBe('too-many')
    expect(assistants).toHaveLength(MOST_LISTED)
    expect(desk.told().flat()).toHaveLength(MOST_LISTED)
  })

  it('never makes it last for ever, whatever it answers, and nothing is listed twice', async () => {
    const answers = fc.infiniteStream(
      fc.record({
        ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 }),
        hasMore: fc.constantFrom(true, false, null),
      }),
    )
    await fc.assert(
      fc.asyncProperty(answers, async (stream) => {
        const desk = await deskThatLists(() => {
          const { ids, hasMore } = stream.next().value
          return { ...page(ids), hasMore }
        })
        const { assistants } = await desk.list()
        expect(new Set(assistants.map(({ remoteId }) => remoteId)).size).toBe(assistants.length)
        expect(desk.cursors.length).toBeLessThanOrEqual(6)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a person', () => {
  it('stops it and keeps what came', async () => {
    const pages = pagesOf(['a'], ['b'])
    const desk = await deskThatLists((after) => {
      if (after !== null) desk.lists.stopListing({ listingId: LISTING })
      return pages(after)
    })
    expect(await desk.list()).toEqual({ assistants: listed('a'), end: 'stopped' })
  })

  it('who asks again under the same name ends the asking before', async () => {
    const held = Promise.withResolvers<AssistantsPage>()
    let count = 0
    const desk = await deskThatLists(() =>
      count++ === 0 ? held.promise : { ...page(['b']), hasMore: false },
    )
    const first = desk.list()
    const second = desk.list()
    held.resolve({ ...page(['a']), hasMore: false })
    expect((await first).end).toBe('stopped')
    expect(await second).toEqual({ assistants: listed('b'), end: 'whole' })
  })

  it('stops what is over without harm', async () => {
    const desk = await deskThatLists(pagesOf(['a']))
    await desk.list()
    expect(() => desk.lists.stopListing({ listingId: LISTING })).not.toThrow()
  })
})

type Answer = AssistantsPage | Promise<AssistantsPage>

async function deskThatLists(answer: (after: string | null) => Answer) {
  const desk = deskWith()
  const first = await desk.connect()
  const events: AppEvent[] = []
  const cursors: (string | null)[] = []
  const servers: ServerAddress[] = []
  const lists = createServerLists({
    shelf: desk.shelf,
    servers: desk.connections,
    publish: (event) => events.push(event),
    directory: {
      async listAssistants(server, { after }) {
        servers.push(server)
        cursors.push(after)
        return answer(after)
      },
    },
  })
  const connection = desk.service.find(first.assistantId).connectionId
  return {
    ...desk,
    cursors,
    first,
    lists,
    servers,
    list: () => lists.listAtServer({ listingId: LISTING, connection, form: null }),
    told: (): ListedAssistant[][] =>
      events.flatMap((event) => (event.type === 'listing-grew' ? [event.assistants] : [])),
  }
}

const entry = (remoteId: string) => ({ remoteId, name: `Name of ${remoteId}`, model: 'm' })

const page = (ids: readonly string[]) => ({ assistants: ids.map(entry), next: ids.at(-1) ?? null })

/** A server as the protocol describes it. */
const pagesOf =
  (...pages: string[][]) =>
  (after: string | null): AssistantsPage => {
    const at = pages.findIndex((ids) => ids.at(-1) === after) + 1
    return { ...page(pages[at] ?? []), hasMore: at < pages.length - 1 }
  }

const listed = (...ids: string[]): ListedAssistant[] =>
  ids.map((remoteId) => ({ ...entry(remoteId), assistantId: null }))

function fails(kind: 'refused' | 'rate-limited'): never {
  const error: AppError = kind === 'refused' ? { kind, status: 400 } : { kind, retryAfterMs: null }
  throw new Failure(error)
}
