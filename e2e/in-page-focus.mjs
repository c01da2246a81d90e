/** What journeys run inside the page to see where the keyboard is. Each function stands alone: it travels into the page as text. */

export function countPresses() {
  globalThis.presses = 0
  for (const name of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(name, () => (globalThis.presses += 1), true)
}

export const pressesCounted = () => globalThis.presses

/** The focused element's role and name, what of its look comes from the focus, and whether it is covered. */
export function lookOfFocus() {
  const element = document.activeElement
  const role = element.getAttribute('role') ?? element.tagName.toLowerCase()
  const labels = [...(element.labels ?? [])].map((label) => label.innerText).join(' ')
  const named = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.innerText ?? '')
    .join(' ')
  const name = [named.trim(), element.getAttribute('aria-label'), labels, element.innerText, element.title]
    .find((words) => words !== null && words !== undefined && words.trim() !== '')
    ?.trim()
    .replaceAll('\n', ' ')
  const properties = [
    'outlineStyle',
    'outlineWidth',
    'outlineColor',
    'borderColor',
    'boxShadow',
    'backgroundColor',
  ]
  const family = [element, element.parentElement, element.closest('form, label')].filter(
    (one) => one !== null,
  )
  const looks = () =>
    family.map((one) => properties.map((property) => `${property} ${getComputedStyle(one)[property]}`))
  // A change of colour that takes its time is looked at when it is over.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, *::before, *::after { transition: none !important }')
  document.adoptedStyleSheets.push(sheet)
  const box = element.getBoundingClientRect()
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12))
  const isHidden = top === null || !(element.contains(top) || top.contains(element))
  const [start, end] = [element.selectionStart, element.selectionEnd]
  const focused = looks()
  element.blur()
  const without = looks()
  element.focus({ preventScroll: true })
  if (typeof start === 'number') element.setSelectionRange(start, end)
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  const shows = focused.flatMap((styles, at) => styles.filter((style, nth) => style !== without[at][nth]))
  return { name: `${role} "${name ?? ''}"`, shows, isHidden }
}
