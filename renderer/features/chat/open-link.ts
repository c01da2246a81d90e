/** Opens a link of an answer by way of main, and says so where main will not. */
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { say, sayFailure } from '../../ui/toasts.ts'

const REFUSAL_LASTS_MS = 7000

/** Main alone decides; a link that the person chose not to open needs no words. */
export function openLink(url: string, isDoubtful = false): void {
  open(url, isDoubtful).catch(sayFailure)
}

async function open(url: string, isDoubtful: boolean): Promise<void> {
  const { isOpened } = await request('app.openLink', isDoubtful ? { url, isDoubtful } : { url })
  if (!isOpened && !mayBeAskedAbout(url))
    say({ title: m.link_not_opened(), tone: 'bad', lastsMs: REFUSAL_LASTS_MS })
}

/** Main asks about such an address first, so "not opened" was the person's own answer. */
function mayBeAskedAbout(written: string): boolean {
  const text = written.trim()
  if (/[\s\\]/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password, href } = new URL(text)
  if (protocol === 'mailto:') return /^mailto:[^?]+@[^?]+$/i.test(href)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}
