/** Cuts one page out of a list by the protocol's limit, order, after and before. */
import { badRequest } from './replies.ts'

export interface Page<T> {
  object: 'list'
  data: T[]
  first_id: string | null
  last_id: string | null
  has_more: boolean
}

/** `oldestFirst` is the whole list. Cursors are object ids and exclusive; an unknown one is refused. */
export function pageOf<T extends { id: string }>(oldestFirst: readonly T[], query: URLSearchParams): Page<T> {
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc')
    throw badRequest(
      "Invalid value for 'order': supported values are 'asc' and 'desc'.",
      'order',
      'invalid_value',
    )
  const limit = limitIn(query)
  const all = order === 'asc' ? [...oldestFirst] : oldestFirst.toReversed()
  const from = positionOf(all, query, 'after') + 1
  const before = positionOf(all, query, 'before')
  const window = all.slice(from, before === -1 ? undefined : before)
  const backwards = before !== -1 && from === 0
  const data = backwards ? window.slice(-limit) : window.slice(0, limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: window.length > data.length,
  }
}

function limitIn(query: URLSearchParams): number {
  const text = query.get('limit') ?? '20'
  const limit = Number(text)
  if (!/^\d+$/.test(text) || limit < 1 || limit > 100)
    throw badRequest(
      "Invalid 'limit': expected an integer between 1 and 100.",
      'limit',
      'integer_out_of_range',
    )
  return limit
}

function positionOf(list: readonly { id: string }[], query: URLSearchParams, name: string): number {
  const id = query.get(name)
  if (id === null || id === '') return -1
  const position = list.findIndex((item) => item.id === id)
  if (position === -1)
    throw badRequest(`Invalid '${name}': no such object in this list.`, name, 'invalid_value')
  return position
}
