/** Takes the built app from its first launch to an answer, as a person would, and prints what happened. Run by start.mjs on a virtual display. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type Page } from '@playwright/test'
import { plainText } from '../shared/domain/conversation.ts'
import { latestConversation } from './ask-main.ts'
import { inRoot, root } from './places.mjs'

const QUESTION = 'How do I stop a run that takes too long?'
const PICTURE = inRoot('out', 'first-answer.png')
const WITHIN_MS = 60_000
const LOOK_EVERY_MS = 100

const startedAt = performance.now()
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`

const profile = mkdtempSync(join(tmpdir(), 'assistant-desk-first-answer-'))
mkdirSync(inRoot('out'), { recursive: true })
const app = await _electron.launch({
  args: [root, `--user-data-dir=${profile}`, '--lang=en'],
  cwd: root,
  env: { ...environment(), LANGUAGE: 'en' },
})
if (process.env['ASSISTANT_LOG'] === 'debug') app.process().stdout?.pipe(process.stdout)
try {
  await tell(await app.firstWindow())
} catch (thrown) {
  console.error(`No answer: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exitCode = 1
} finally {
  await app.close()
  rmSync(profile, { recursive: true, force: true })
}

async function tell(page: Page): Promise<void> {
  page.setDefaultTimeout(WITHIN_MS)
  await page.getByRole('button', { name: 'Try the practice assistant' }).waitFor()
  console.log(`  window open               ${seconds()}`)
  await page.getByRole('button', { name: 'Try the practice assistant' }).click()
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill(QUESTION)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  console.log(`  question sent             ${seconds()}`)
  const answer = page
    .getByRole('log', { name: 'Conversation' })
    .getByRole('article', { name: 'Guide' })
    .last()
  await answer.waitFor()
  console.log(`  first words               ${seconds()}`)
  const run = await endOfRun(page)
  console.log(`  answer complete           ${seconds()}\n`)
  await page.screenshot({ path: PICTURE })
  console.log(`Question   ${QUESTION}`)
  console.log(`Answer     ${run.answer.replaceAll('\n', '\n           ')}`)
  console.log(`Thread ID  ${run.threadId}`)
  console.log(`Run ID     ${run.runId}`)
  console.log(`Timings    ${run.timings}`)
  console.log('Picture    out/first-answer.png')
}

interface Told {
  answer: string
  threadId: string
  runId: string
  timings: string
}

/** Looks at what is stored until the run has ended. */
async function endOfRun(page: Page): Promise<Told> {
  const until = performance.now() + WITHIN_MS
  for (;;) {
    const { messages, runs } = await latestConversation(page)
    const run = runs.at(-1)
    if (run !== undefined && run.endedAt !== null) {
      if (run.state !== 'completed')
        throw new Error(`the run ended as ${run.state}: ${JSON.stringify(run.error)}`)
      const answer = messages
        .filter(({ role }) => role === 'assistant')
        .map(plainText)
        .join('\n')
      const first =
        run.firstTextAt === null ? 'no text' : `first word after ${run.firstTextAt - run.startedAt} ms`
      return {
        answer,
        threadId: run.threadId ?? '',
        runId: run.remoteId ?? '',
        timings: `${first}, ${run.endedAt - run.startedAt} ms in all`,
      }
    }
    if (performance.now() > until)
      throw new Error(`the run is still ${run?.state ?? 'not there'} after a minute`)
    await sleep(LOOK_EVERY_MS)
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
