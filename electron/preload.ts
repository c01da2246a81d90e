/** The whole bridge. It knows two channel names and nothing about routes, so it never changes when they do. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../shared/contract/envelope.ts'

contextBridge.exposeInMainWorld('assistant', {
  request: (name: string, input: unknown) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  onEvent: (listener: (events: unknown) => void) => {
    const forward = (_event: IpcRendererEvent, events: unknown) => listener(events)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => void ipcRenderer.off(EVENT_CHANNEL, forward)
  },
})
