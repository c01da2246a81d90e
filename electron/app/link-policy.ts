/** Decides what may become of a link in an answer: opened, opened after a question, or refused. */

/** `ask` shows the whole address first: plain http, or a host that may not be what it looks like. */
export type LinkVerdict = { verdict: 'open' | 'ask'; url: string; host: string } | { verdict: 'refuse' }

const LONGEST = 4_096

/** Only http, https and mailto ever leave the app. Never throws. */
export function judgeLink(written: string): LinkVerdict {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (written.length > LONGEST || /[\u0000-\u0020\u007f\\]/.test(written.trim())) return { verdict: 'refuse' }
  const url = parse(written.trim())
  if (url === null) return { verdict: 'refuse' }
  // A zero byte in an address is never meant well; in a mail's, neither is any other control character.
  if (url.href.includes('%00')) return { verdict: 'refuse' }
  if (url.protocol === 'mailto:')
    return /^mailto:[^?]+@[^?]+$/i.test(url.href) && !/%[01]|%7f/i.test(url.href)
      ? { verdict: 'ask', url: url.href, host: url.pathname }
      : { verdict: 'refuse' }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { verdict: 'refuse' }
  if (url.username !== '' || url.password !== '' || url.hostname === '') return { verdict: 'refuse' }
  const isPlain = url.protocol === 'https:' && !url.hostname.includes('xn--') && url.port === ''
  return { verdict: isPlain ? 'open' : 'ask', url: url.href, host: url.host }
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
