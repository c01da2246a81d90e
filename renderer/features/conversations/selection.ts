/** Which conversations are selected, and how keys and clicks change that. Pure. */

export interface Selection {
  ids: ReadonlySet<string>
  /** Where a stretch begins: the one last picked by itself. */
  anchor: string | null
}

export const nothing: Selection = { ids: new Set(), anchor: null }

/** Picks one more, or one less. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything between the anchor and this one, whatever was selected before. Without an anchor, `from` is it. */
export function extend(
  { anchor }: Selection,
  { order, from, to }: { order: readonly string[]; from: string; to: string },
): Selection {
  const start = anchor !== null && order.includes(anchor) ? anchor : from
  const [one, other] = [order.indexOf(start), order.indexOf(to)]
  if (other === -1) return { ids: new Set(), anchor }
  const [first, last] = one === -1 ? [other, other] : [Math.min(one, other), Math.max(one, other)]
  return { ids: new Set(order.slice(first, last + 1)), anchor: one === -1 ? to : start }
}

export const selectAll = ({ anchor }: Selection, order: readonly string[]): Selection => ({
  ids: new Set(order),
  anchor,
})

/** Without what is not listed any more. The same object when nothing goes. */
export function keepListed(selection: Selection, order: readonly string[]): Selection {
  const listed = new Set(order)
  const ids = [...selection.ids].filter((id) => listed.has(id))
  const hasAnchor = selection.anchor === null || listed.has(selection.anchor)
  if (ids.length === selection.ids.size && hasAnchor) return selection
  return { ids: new Set(ids), anchor: hasAnchor ? selection.anchor : null }
}
