/** The one place that listens to the window: only our page's main frame gets through to the router. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { fail, REQUEST_CHANNEL } from '../../shared/contract/envelope.ts'
import type { Router } from './router.ts'
import { isTrustedSender } from './sender.ts'

interface Guard {
  /** The ID of the window's contents, or null while there is none. */
  windowId(): number | null
  origin: string
}

export function openDoor(router: Router, { windowId, origin }: Guard): void {
  ipcMain.handle(REQUEST_CHANNEL, (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    const frame = event.senderFrame
    const sender =
      frame === null
        ? null
        : { url: frame.url, isMainFrame: frame.parent === null, contentsId: event.sender.id }
    return isTrustedSender(sender, { origin, windowId: windowId() })
      ? router(name, input)
      : fail({ kind: 'invalid-request' })
  })
}
