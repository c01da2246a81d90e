/** What runs inside the page to look at it from there. Each function stands alone: it travels into the page as text. */

/** True while the cursor is in a text area. */
export const isTyping = () => document.activeElement instanceof HTMLTextAreaElement

export const typedLength = () =>
  document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value.length : -1

export const isLongerThan = (least) =>
  document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value.length > least

/** Clicks the conversation's row and watches until its messages are there and nothing has moved for `quiet` ms. */
export async function openAndWatch({ id, quiet }) {
  const row = document.querySelector(`[data-line="${CSS.escape(id)}"] button`)
  if (row === null) throw new Error(`no row ${id}`)
  const before = new Set(document.querySelectorAll('article'))
  let longestBlockMs = 0
  const blocks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestBlockMs = Math.max(longestBlockMs, duration)
  })
  blocks.observe({ type: 'longtask' })
  const startedAt = performance.now()
  let changedAt = startedAt
  const changes = new MutationObserver(() => (changedAt = performance.now()))
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', resolve, { once: true })
        port1.start()
        port2.postMessage(null)
      })
    })
  row.click()
  let firstContentMs = 0
  for (;;) {
    await painted()
    const now = performance.now()
    const hasNew = [...document.querySelectorAll('article')].some((each) => !before.has(each))
    if (firstContentMs === 0 && hasNew) firstContentMs = now - startedAt
    if (firstContentMs > 0 && now - changedAt > quiet) break
    if (now - startedAt > 60_000) throw new Error('the conversation did not come up')
  }
  changes.disconnect()
  blocks.disconnect()
  const nodes = document.querySelectorAll('*').length
  return { firstContentMs, quietMs: changedAt - startedAt, longestBlockMs, nodes }
}

/** Notes for each key how long it takes until the frame after it is painted. */
export function watchKeys() {
  const took = []
  const hear = ({ timeStamp }) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => took.push(performance.now() - timeStamp), { once: true })
      port1.start()
      port2.postMessage(null)
    })
  addEventListener('keydown', hear, { capture: true })
  return took
}

export const hasMoreThan = ({ took, least }) => took.length > least

/** Notes the longest stretch in which the page could answer nobody. */
export function watchBlocks() {
  const told = { longestBlockMs: 0 }
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      told.longestBlockMs = Math.max(told.longestBlockMs, duration)
  })
  observer.observe({ type: 'longtask' })
  return told
}
