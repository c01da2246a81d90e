/** Run inside the page by the journeys of hostile answers: looks for what must not be drawn, and does what a person does. */

/** What stands in the conversation and must not: elements, attributes, addresses, and boxes that leave their answer. */
export function findForbidden() {
  const tags =
    'script, iframe, frame, form, style, object, embed, video, audio, source, link, meta, base, template, dialog, textarea, math:not(.katex math), foreignObject, webview, input:not([type="checkbox"][disabled])'
  const asking = ['srcset', 'poster', 'background', 'action', 'formaction', 'ping', 'data', 'srcdoc', 'is']
  const found = []
  for (const article of document.querySelectorAll('[role="log"] article')) {
    const column = article.getBoundingClientRect()
    for (const element of article.querySelectorAll(tags)) found.push(element.outerHTML.slice(0, 200))
    for (const element of article.querySelectorAll('*')) {
      for (const name of element.getAttributeNames()) {
        const value = element.getAttribute(name)
        if (name.startsWith('on') || asking.includes(name)) found.push(`${element.tagName} ${name}=${value}`)
        if (name === 'src' && !value.startsWith('app://bundle/'))
          found.push(`${element.tagName} src=${value}`)
        if (name === 'href' && !/^(https?:|mailto:|#)/.test(value)) found.push(`href=${value}`)
        if (name === 'style' && /url\(|fixed|expression|@import/i.test(value)) found.push(`style=${value}`)
      }
      const { position } = getComputedStyle(element)
      if (position === 'fixed') found.push(`${element.tagName} is fixed`)
    }
    // What is drawn outside the column is what the point there belongs to.
    for (const [x, y] of [
      [column.left - 40, column.top + 20],
      [column.right + 40, column.top + 20],
      [20, 20],
      [innerWidth - 20, 20],
      [20, innerHeight - 20],
    ]) {
      const there = document.elementFromPoint(x, y)
      if (there !== null && article.contains(there)) found.push(`${there.tagName} covers ${x},${y}`)
    }
  }
  return found
}

/** Moves over everything in the last answer, presses and focuses what can be, and gives late things their chance. */
export async function moveOver() {
  const article = [...document.querySelectorAll('[role="log"] article')].at(-1)
  for (const element of article?.querySelectorAll('*') ?? []) {
    for (const kind of ['pointerenter', 'mouseover', 'focusin'])
      element.dispatchEvent(new Event(kind, { bubbles: true }))
    if (element.matches('a, button, input, summary, [tabindex]')) element.focus({ preventScroll: true })
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
}

/** Keeps the longest time between two frames in `longestFrame`, in ms. */
export function watchFrames() {
  globalThis.longestFrame = 0
  globalThis.watching = (globalThis.watching ?? 0) + 1
  const mine = globalThis.watching
  let last = performance.now()
  const look = () => {
    const now = performance.now()
    globalThis.longestFrame = Math.max(globalThis.longestFrame, now - last)
    last = now
    if (globalThis.watching === mine) setTimeout(look, 20)
  }
  look()
}
