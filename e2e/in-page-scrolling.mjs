/** What journeys run inside the page to see what a scrolled conversation paints. Each function stands alone: it travels into the page as text. */

/** Waits for so many frames. */
export async function waitFrames(count) {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Where the reader is, and how much is drawn for it. */
export const placeOf = (log) => ({
  top: log.scrollTop,
  toEnd: log.scrollHeight - log.scrollTop - log.clientHeight,
  hidden: log.scrollHeight - log.clientHeight,
  nodes: document.querySelectorAll('*').length,
})

export const scrollTo = (log, top) => {
  log.scrollTop = top
}

/** Looks at every frame of the conversation from now on, after it was painted; `top` is where it is scrolled to before. */
export function beginWatching(log, top) {
  // Less is the difference between a row's guessed height and its own, for the one frame before it is measured.
  const ROW_PX = 80
  const seen = { frames: 0, blank: 0, worstGap: 0, mostToEnd: 0, drift: 0 }
  const watched = { seen, isOn: true }
  Object.assign(globalThis, { watched })
  if (typeof top === 'number') log.scrollTop = top
  let anchor = null
  const look = () => {
    const view = log.getBoundingClientRect()
    const rows = [...log.querySelectorAll('[data-index]')]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > view.top && box.top < view.bottom)
      .toSorted((one, two) => one.box.top - two.box.top)
    let covered = view.top
    let gap = 0
    for (const { box } of rows) {
      gap = Math.max(gap, box.top - covered)
      covered = Math.max(covered, box.bottom)
    }
    const toEnd = log.scrollHeight - log.scrollTop - log.clientHeight
    // The list's own margins have no rows.
    gap = log.scrollTop < 20 ? 0 : Math.max(gap, view.bottom - covered - Math.max(0, 40 - toEnd))
    seen.frames += 1
    if (gap > ROW_PX) seen.blank += 1
    seen.worstGap = Math.max(seen.worstGap, gap)
    seen.mostToEnd = Math.max(seen.mostToEnd, toEnd)
    anchor ??= rows.length === 0 ? null : { row: rows[0].row, top: rows[0].box.top }
    if (anchor !== null) {
      const moved = Math.abs(anchor.row.getBoundingClientRect().top - anchor.top)
      seen.drift = anchor.row.isConnected ? Math.max(seen.drift, moved) : Infinity
    }
    if (watched.isOn) next()
  }
  // What comes in a message of its own comes after the paint.
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', look)
  port1.start()
  const next = () => requestAnimationFrame(() => port2.postMessage(null))
  next()
}

export function endWatching() {
  const { watched } = globalThis
  watched.isOn = false
  return watched.seen
}
