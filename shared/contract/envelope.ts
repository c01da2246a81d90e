/** How requests and events cross between window and main: two fixed channels, failures as values. */
import type { AppError } from '../errors.ts'

/** From the window to main, answered with an envelope. */
export const REQUEST_CHANNEL = 'assistant-desk:request'
/** From main to the window, unasked. */
export const EVENT_CHANNEL = 'assistant-desk:events'

/** `invoke` keeps only an Error's message (electron/electron#24427), so failures travel as values. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: AppError }

export const succeed = <T>(value: T): Envelope<T> => ({ ok: true, value })
export const fail = (error: AppError): Envelope<never> => ({ ok: false, error })
