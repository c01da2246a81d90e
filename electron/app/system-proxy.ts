/** Asks Chromium which proxy the system's settings, or an auto-configuration file, name for an address. */
import { session } from 'electron'

/** In the form of such files: `PROXY proxy.example:8080; DIRECT`. */
export const systemProxy = (url: string): Promise<string> => session.defaultSession.resolveProxy(url)
