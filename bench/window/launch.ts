/** Starts an Electron app as a person does, without the loader of a test runner, and looks at it through its debugging port. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from '@playwright/test'
import { isLongerThan, isTyping, typedLength } from './in-page.mjs'
import { cpuMs, family } from './processes.ts'
import { electronExecutable } from '../../scripts/electron-binary.mjs'
import { packedProgram } from '../../scripts/packed-program.ts'
import { root } from '../../scripts/places.mjs'

export interface Running {
  pid: number
  page: Page
  /** When the process was started, by `performance.now()`. */
  startedAt: number
  close(): Promise<void>
}

interface Launch {
  /** The folder of the app. */
  app: string
  profile: string
}

const WITHIN_MS = 60_000
const ENDS_WITHIN_MS = 5_000

/** Resolves when there is a page. */
export async function launch({ app, profile }: Launch): Promise<Running> {
  const startedAt = performance.now()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const packed = app === root ? packedProgram() : null
  const child = spawn(
    packed ?? electronExecutable(),
    [
      ...asRoot,
      ...(packed === null ? [app] : []),
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--lang=en-US',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANGUAGE: 'en_US' } },
  )
  const browser = await chromium.connectOverCDP(await debuggingAddress(child.stderr))
  const page = await firstPage(browser)
  return {
    pid: child.pid ?? 0,
    page,
    startedAt,
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const killing = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS)
      await ended
      clearTimeout(killing)
      await browser.close().catch(() => undefined)
    },
  }
}

/** Milliseconds from the start of the process until a typed character was painted: on the wall, and CPU of all its processes. */
export async function untilTyped({ pid, page, startedAt }: Running): Promise<{ ms: number; cpu: number }> {
  const eachFrame = { polling: 'raf', timeout: WITHIN_MS } as const
  await page.waitForFunction(isTyping, undefined, eachFrame)
  // A draft of an earlier start may be there already.
  const before = await page.evaluate(typedLength)
  await page.keyboard.insertText('x')
  await page.waitForFunction(isLongerThan, before, eachFrame)
  return { ms: performance.now() - startedAt, cpu: cpuMs(family(pid)) }
}

/** Chromium prints where its debugger listens. */
async function debuggingAddress(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface(output)
  for await (const line of lines) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    // What it prints later is nobody's business here, but must be taken off its hands.
    output.resume()
    return address
  }
  throw new Error('the app ended before it opened its debugging port')
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the app has no page context')
  return context.pages()[0] ?? (await context.waitForEvent('page', { timeout: WITHIN_MS }))
}
