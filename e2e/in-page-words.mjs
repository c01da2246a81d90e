/** What journeys run inside the page to find words that are in no file of words. It stands alone: it travels into the page as text. */

/** Every piece of text outside the marks ⟦ and ⟧, and where it stands. What a person or a server wrote is left out by `data`. */
export function unmarkedWords(data) {
  const found = []
  const attributes = ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt']
  const where = (element) => {
    const names = []
    for (let at = element; at !== null && names.length < 4; at = at.parentElement)
      names.unshift(
        at.tagName.toLowerCase() + (at.getAttribute('role') ? `[${at.getAttribute('role')}]` : ''),
      )
    return names.join(' > ')
  }
  const outside = (text, depthBefore) => {
    let depth = depthBefore
    let rest = ''
    for (const sign of text) {
      if (sign === '⟦') depth += 1
      else if (sign === '⟧') depth = Math.max(0, depth - 1)
      else if (depth === 0) rest += sign
    }
    return { rest, depth }
  }
  const note = (rest, element) => {
    if (/\p{L}/u.test(rest)) found.push({ text: rest.trim(), where: where(element) })
  }
  let depth = 0
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const after = outside(node.data, depth)
      depth = after.depth
      note(after.rest, node.parentElement)
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(data)) return
    for (const name of attributes) note(outside(node.getAttribute(name) ?? '', 0).rest, node)
    for (const child of node.childNodes) walk(child)
  }
  note(outside(document.title, 0).rest, document.head)
  walk(document.body)
  return found
}
