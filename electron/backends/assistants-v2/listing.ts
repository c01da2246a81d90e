/** Reads lists page by page from servers that ignore order, limit or cursor. */
import type { z } from 'zod'
import type { Reply } from '../exchange.ts'
import { asId, asObject, listReply, messageReply, readEach, runReply, stepReply } from './replies.ts'
import type { ListReply, MessageReply, RunReply, StepReply } from './replies.ts'
import { listMessages, listRuns, listSteps, type Ask, type ListQuery } from './requests.ts'
import { read, runAt, threadOf, type Session } from './session.ts'

/** 10,000 entries of 100: no thread a person looks at is longer. */
const MOST_PAGES = 100
const PAGE = 100
const NEWEST = 20

export interface Listing<T> {
  limit: number
  order: ListQuery['order']
  ask: (query: ListQuery) => Ask
  schema: z.ZodType<T>
  /** True when one page of the newest was all that is wanted. */
  isEnough?: (entries: readonly T[]) => boolean
}

async function listAll<T>(session: Session, listing: Listing<T>): Promise<T[]> {
  const look = (ask: Ask) => read(session, ask, listReply)
  return (await listPages(look, listing)).found
}

/** Ends at the last page, and at a page that brings nothing new: some servers repeat the first for ever. */
export async function listPages<T>(
  look: (ask: Ask) => Promise<Reply<ListReply>>,
  { limit, order, ask, schema, isEnough }: Listing<T>,
): Promise<{ found: T[]; isCut: boolean }> {
  const found: T[] = []
  const seen = new Set<string>()
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: ListQuery = { limit, order, ...(after === undefined ? {} : { after }) }
    const { value } = await look(ask(query))
    const fresh = value.data.filter((entry) => {
      const id = asId(asObject(entry)['id'])
      if (id === null || seen.has(id)) return false
      seen.add(id)
      after = id
      return true
    })
    found.push(...readEach(fresh, schema))
    if (fresh.length === 0 || value.has_more !== true || isEnough?.(found) === true)
      return { found, isCut: false }
  }
  return { found, isCut: true }
}

/** All messages of the thread, or of the run where the server can tell. */
export const listAllMessages = (session: Session, runId: string | null): Promise<MessageReply[]> =>
  listAll(session, {
    limit: PAGE,
    order: 'asc',
    schema: messageReply,
    ask: (query) => listMessages(threadOf(session), { ...query, ...(runId === null ? {} : { runId }) }),
  })

/** The newest messages; all of them from a server that begins with the oldest whatever it is asked. */
export const listNewestMessages = (session: Session): Promise<MessageReply[]> =>
  listAll(session, {
    limit: NEWEST,
    order: 'desc',
    schema: messageReply,
    isEnough: isNewestFirst,
    ask: (query) => listMessages(threadOf(session), query),
  })

export const listNewestRuns = (session: Session): Promise<RunReply[]> =>
  listAll(session, {
    limit: NEWEST,
    order: 'desc',
    schema: runReply,
    isEnough: isNewestFirst,
    ask: (query) => listRuns(threadOf(session), query),
  })

export const listAllSteps = (session: Session, withPassages: boolean): Promise<StepReply[]> =>
  listAll(session, {
    limit: PAGE,
    order: 'asc',
    schema: stepReply,
    ask: (query) => listSteps(runAt(session), query, withPassages),
  })

const isNewestFirst = (entries: readonly Pick<RunReply, 'created_at'>[]): boolean =>
  (entries[0]?.created_at ?? 0) >= (entries.at(-1)?.created_at ?? 0)
