/** The window is a page without powers: no Node, no way out, no permissions, only our own scripts. */
import { expect } from '@playwright/test'
import { test, tryPractice } from './desk.ts'

test('the page has no Node and only the two functions of the bridge', async ({ launch }) => {
  const { page } = await launch()
  const found = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { assistant: object }).assistant).toSorted(),
  }))
  expect(found).toEqual({ node: [], bridge: ['onEvent', 'request'] })
})

test('the page cannot leave, open windows, run foreign script or reach the network', async ({ launch }) => {
  const { app, page } = await launch()
  const before = page.url()
  const outcome = await page.evaluate(async () => {
    const world = globalThis as unknown as {
      open(url: string): unknown
      location: { href: string }
      document: { title: string }
      fetch(url: string): Promise<unknown>
      eval(code: string): unknown
    }
    const refused = async (attempt: () => unknown) => {
      try {
        return (await attempt()) === null ? 'refused' : 'allowed'
      } catch {
        return 'refused'
      }
    }
    const results = {
      open: await refused(() => world.open('https://example.com')),
      // In a callback of the page: what the debugger itself evaluates is exempt from the policy.
      eval: await refused(
        () =>
          new Promise((resolve, reject) =>
            setTimeout(() => {
              try {
                resolve(world.eval('1'))
              } catch (thrown) {
                reject(thrown)
              }
            }),
          ),
      ),
      fetch: await refused(() => world.fetch('http://127.0.0.1:9/')),
      file: await refused(() => world.fetch('file:///etc/passwd')),
    }
    world.location.href = 'https://example.com/'
    return results
  })
  expect(outcome).toEqual({ open: 'refused', eval: 'refused', fetch: 'refused', file: 'refused' })
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('every window is sandboxed and isolated', async ({ launch }) => {
  const { app } = await launch()
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Electron has it at run time and leaves it out of its types.
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
        contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity }
    }),
  )
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true },
  ])
})

test('nothing in a whole conversation breaks the page’s security policy', async ({ launch }) => {
  const { page } = await launch()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|Refused to/i.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.reload()
  await tryPractice(page)
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('markdown')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Cancel run' })).toHaveCount(0, { timeout: 30_000 })
  expect(complaints).toEqual([])
})
