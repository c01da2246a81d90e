/** What can wait until the window has been drawn. */

/** Resolves when the page has nothing more urgent to do; nobody waits longer than that for an idle moment. */
export const idle = (atMostMs: number): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: atMostMs })
  })
