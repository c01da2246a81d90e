/** Drives an installed app over its debugging port as a person would, and looks at its sandbox meanwhile. */
import { chromium, type Page } from '@playwright/test'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainText } from '../shared/domain/conversation.ts'
import { latestConversation } from './ask-main.ts'
import {
  commandLine,
  debuggingPort,
  family,
  ofKind,
  spaceOf,
  startProgram,
  statusOf,
} from './installed-app.ts'
import type { Tally } from './package-tally.ts'

/** An installed app, and where to try it. */
export interface World {
  program: string
  /** What the program is started with, before the usual. */
  args?: string[]
  /** The folder it is installed in. */
  folder: string
  /** The home of the person who uses it. */
  home: string
  display: Record<string, string>
  tally: Tally
  /** The version the system says is installed. */
  readVersion(): string
}

const QUESTION = 'How do I stop a run that takes too long?'
const WITHIN_MS = 60_000
const LOOK_EVERY_MS = 200

/** Starts the app and hands over its page; ends it afterwards. What it printed is told when something goes wrong. */
export async function withPage(
  { program, home, display, args = [] }: World,
  work: (page: Page, started: { pid: number; port: number }) => Promise<void>,
): Promise<void> {
  const started = startProgram({
    program,
    args: [...args, '--remote-debugging-port=0', '--lang=en'],
    home,
    display,
  })
  try {
    const port = await debuggingPort(started)
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const page = await firstPage(() => browser.contexts().flatMap((context) => context.pages()))
    page.setDefaultTimeout(WITHIN_MS)
    await work(page, { pid: started.pid, port })
    await browser.close()
  } catch (thrown) {
    console.log(`  What the app printed:\n${started.said()}`)
    throw thrown
  } finally {
    await started.end()
  }
}

/** From the first launch through the practice assistant to an answer; then the sandbox. */
export async function driveToAnswer(world: World): Promise<void> {
  const { tally } = world
  console.log('\nFirst launch, as an ordinary user')
  await withPage(world, async (page, { pid }) => {
    const answer = await askPractice(page)
    tally.check(`an answer came: ${answer.text.slice(0, 60).replaceAll('\n', ' ')}…`, answer.text.length > 0)
    tally.check(
      `of thread ${answer.threadId} and run ${answer.runId}`,
      answer.threadId !== '' && answer.runId !== '',
    )
    lookAtSandbox(pid, tally)
  })
}

async function firstPage(pages: () => Page[]): Promise<Page> {
  const until = performance.now() + WITHIN_MS
  for (;;) {
    const page = pages().find((each) => each.url().startsWith('app://'))
    if (page !== undefined) return page
    if (performance.now() > until) throw new Error('the app showed no window')
    await sleep(LOOK_EVERY_MS)
  }
}

async function askPractice(page: Page): Promise<{ text: string; threadId: string; runId: string }> {
  await page.getByRole('button', { name: 'Try the practice assistant' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill(QUESTION)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page
    .getByRole('log', { name: 'Conversation' })
    .getByRole('article', { name: 'Guide' })
    .last()
    .waitFor()
  const until = performance.now() + WITHIN_MS
  for (;;) {
    const { messages, runs } = await latestConversation(page)
    const run = runs.at(-1)
    if (run?.state === 'completed') {
      const text = messages
        .filter(({ role }) => role === 'assistant')
        .map(plainText)
        .join('\n')
      return { text, threadId: run.threadId ?? '', runId: run.remoteId ?? '' }
    }
    if (performance.now() > until)
      throw new Error(`the run is still ${run?.state ?? 'not there'} after a minute`)
    await sleep(LOOK_EVERY_MS)
  }
}

function lookAtSandbox(pid: number, tally: Tally): void {
  const all = family(pid)
  const pages = ofKind(all, 'renderer')
  tally.check('the app does not run as root', !/^0\b/.test(statusOf(pid)['Uid'] ?? '0'))
  tally.check(
    'no process was started without its sandbox',
    all.every((each) => !commandLine(each).includes('no-sandbox')),
  )
  tally.check('there is a process for the page', pages.length > 0)
  for (const page of pages) {
    const { Seccomp, NoNewPrivs, CapEff } = statusOf(page)
    const found = `Seccomp ${Seccomp}, NoNewPrivs ${NoNewPrivs}, CapEff ${CapEff}`
    tally.check(
      `the page’s process is walled in: ${found}`,
      Seccomp === '2' && NoNewPrivs === '1' && /^0+$/.test(CapEff ?? ''),
    )
    for (const kind of ['user', 'pid', 'net'])
      tally.check(`it has a ${kind} namespace of its own`, spaceOf(page, kind) !== spaceOf(pid, kind))
  }
}
