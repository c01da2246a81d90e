/** The only way out to the browser: asks first where an address may not be what it looks like. */
import { dialog, shell, type BrowserWindow } from 'electron'
import { m } from '../../shared/words/generated/messages.js'
import { judgeLink } from './link-policy.ts'

/** True when the address was handed to the system. `isDoubtful` when the link's words name another place. */
export async function openLink(
  { url, isDoubtful }: { url: string; isDoubtful: boolean },
  window: BrowserWindow | null,
): Promise<boolean> {
  const link = judgeLink(url)
  if (link.verdict === 'refuse') return false
  if ((link.verdict === 'ask' || isDoubtful) && !(await isAllowed(link, window))) return false
  await shell.openExternal(link.url)
  return true
}

async function isAllowed(
  { url, host }: { url: string; host: string },
  window: BrowserWindow | null,
): Promise<boolean> {
  const question = {
    type: 'question' as const,
    message: m.link_ask_title({ host }),
    detail: m.link_ask_body({ url }),
    buttons: [m.link_open(), m.link_cancel()],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const { response } =
    window === null ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question)
  return response === 0
}
