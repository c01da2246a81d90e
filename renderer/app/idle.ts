/** What can wait until the window has been drawn. */

/** Nobody waits longer for an idle moment. */
const AT_MOST_MS = 1_000

/** Resolves when the page has nothing more urgent to do. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS })
  })
