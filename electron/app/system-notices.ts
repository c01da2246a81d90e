/** Notices of the system, one for each conversation: a newer one takes the older one's place. */
import { Notification } from 'electron'
import type { SystemNotice } from './notifier.ts'

/** `onClick` is told which conversation is wanted. */
export function createSystemNotices(
  onClick: (conversationId: string) => void,
): (notice: SystemNotice, conversationId: string) => void {
  // A notice nobody holds is collected, and its click is lost.
  const shown = new Map<string, Notification>()
  return ({ title, body }, conversationId) => {
    if (!Notification.isSupported()) return
    shown.get(conversationId)?.close()
    const notice = new Notification({ title, body })
    const forget = () => {
      if (shown.get(conversationId) === notice) shown.delete(conversationId)
    }
    notice.on('click', () => {
      forget()
      onClick(conversationId)
    })
    notice.on('close', forget)
    shown.set(conversationId, notice)
    notice.show()
  }
}
