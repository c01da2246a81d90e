/** Run inside the page: what sticks out of it or is cut. Stands alone: it travels into the page as text. */

/** Resolves when nothing has changed on the page for a moment, and its fonts are there. */
export async function settled() {
  await document.fonts.ready
  await new Promise((resolve) => {
    let timer = 0
    const observer = new MutationObserver(() => wait())
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        observer.disconnect()
        resolve()
      }, 200)
    }
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    wait()
  })
}

/** How wide the page is; what reaches past its edges; what scrolls sideways without being code or a table; buttons whose words are cut. */
export function measureLayout() {
  const width = document.documentElement.clientWidth
  const name = (element) =>
    `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 40)}"`
  const isSeen = (element) => {
    const { width: wide, height } = element.getBoundingClientRect()
    return wide > 1 && height > 1 && element.closest('.sr-only, [inert], [aria-hidden=true]') === null
  }
  const mayScroll = '[data-streamdown], pre, table, .prose-a, [data-layout=scrolls]'
  const all = [...document.querySelectorAll('body *')].filter(
    (each) => isSeen(each) && each.closest(mayScroll) === null,
  )
  return {
    width,
    sticksOut: all
      .filter(
        (each) => each.getBoundingClientRect().right > width + 1 || each.getBoundingClientRect().left < -1,
      )
      .map(name),
    scrollsSideways: all
      .filter(
        (each) =>
          each.scrollWidth > each.clientWidth + 1 &&
          ['auto', 'scroll'].includes(getComputedStyle(each).overflowX),
      )
      .map(name),
    cutButtons: all
      .filter(
        (each) =>
          each.tagName === 'BUTTON' && each.children.length === 0 && each.scrollWidth > each.clientWidth + 1,
      )
      .map(name),
    isPageScrolling: document.documentElement.scrollWidth > width,
  }
}
