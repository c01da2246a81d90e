/** The one place that listens to the window: only our page's main frame gets through to the router. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { fail, REQUEST_CHANNEL } from '../../shared/contract/envelope.ts'
import { systemClock as clock } from '../platform/clock.ts'
import type { Router } from './router.ts'
import { createTurnstile } from './turnstile.ts'
import { isTrustedSender, type Sender } from './sender.ts'

/** Who may speak through the door. */
export interface Guard {
  /** The ID of the window's contents, or null while there is none. */
  windowId(): number | null
  origin: string
}

export function openDoor(router: Router, { windowId, origin }: Guard): void {
  const letIn = createTurnstile({ clock, nextTurn: (work) => void setImmediate(work) })
  // One door at a time: a refusal to open a newer store may have had it before.
  ipcMain.removeHandler(REQUEST_CHANNEL)
  // Libraries may listen too, and answer anybody. The door is the only ear.
  for (const name of ipcMain.eventNames()) if (name !== 'error') ipcMain.removeAllListeners(String(name))
  ipcMain.handle(REQUEST_CHANNEL, (event: IpcMainInvokeEvent, name: unknown, input: unknown) =>
    isTrustedSender(senderOf(event), { origin, windowId: windowId() })
      ? letIn(() => router(name, input))
      : fail({ kind: 'invalid-request' }),
  )
}

/** Null for a frame that is gone: Electron says so with null, or throws when the frame is looked at. */
function senderOf({ sender, senderFrame: frame }: IpcMainInvokeEvent): Sender | null {
  try {
    return frame === null
      ? null
      : { url: frame.url, isMainFrame: frame.parent === null, contentsId: sender.id }
  } catch {
    return null
  }
}
