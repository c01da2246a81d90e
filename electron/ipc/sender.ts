/** Decides whether a request comes from our own page in our own window. */

export interface Sender {
  url: string
  isMainFrame: boolean
  contentsId: number
}

/** False for frames inside the page, other windows, other origins and frames that are gone. */
export function isTrustedSender(
  sender: Sender | null,
  { origin, windowId }: { origin: string; windowId: number | null },
): boolean {
  if (sender === null || windowId === null) return false
  return (
    sender.isMainFrame &&
    sender.contentsId === windowId &&
    (sender.url === origin || sender.url.startsWith(`${origin}/`))
  )
}
