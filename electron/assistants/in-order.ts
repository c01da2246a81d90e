/** Puts things into an order a person gave, whatever that order leaves out. Pure. */

/** Those named, in that order, then the others as they were. Names twice or of nothing change nothing. */
export function inOrder<T extends { id: string }>(items: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const named = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  const isNamed = new Set(named.map(({ id }) => id))
  return [...named, ...items.filter(({ id }) => !isNamed.has(id))]
}
