/** The practice server on its own: `npm run practice -- --port 4010`. */
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { HelpPage } from './assistants/help-pages.ts'
import { readPages } from './pages-on-disk.ts'
import { startPracticeServer, type PracticeServer } from './server.ts'
import { randomKey } from './system-clock.ts'

const USAGE = `Usage: npm run practice -- [options]
  --port N         the port on 127.0.0.1; 0 or left out takes a free one
  --speed S        1 is lifelike, 2 twice as slow, 0 everything at once
  --key KEY        the API key; left out, a new one is made up
  --assistants N   as many assistants as this instead of four
  --no-streaming   ignore stream:true, as some servers do
  --mood NAME      be broken in one way, to try the app's check of a connection; 'list' names them
  --help           show this`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  speed: { type: 'string', default: '1' },
  key: { type: 'string' },
  assistants: { type: 'string', default: '4' },
  'no-streaming': { type: 'boolean', default: false },
  mood: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

function giveUp(sentence: string, exitCode: 1 | 2): never {
  console.error(sentence)
  process.exit(exitCode)
}

function readFlags() {
  try {
    return parseArgs({ options: OPTIONS, strict: true }).values
  } catch (thrown) {
    return giveUp(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`, 2)
  }
}

function numberFrom(flag: string, text: string, [pattern, most]: [RegExp, number]): number {
  const number = Number(text)
  if (!pattern.test(text) || number > most)
    giveUp(`--${flag} takes a number from 0 to ${most}, not '${text}'.\n\n${USAGE}`, 2)
  return number
}

type Flags = ReturnType<typeof readFlags>

async function start(flags: Flags): Promise<Started> {
  if (flags.help) {
    console.log(USAGE)
    process.exit(0)
  }
  const port = numberFrom('port', flags.port, [/^\d+$/, 65_535])
  const speed = numberFrom('speed', flags.speed, [/^\d+(\.\d+)?$/, 100])
  const assistants = numberFrom('assistants', flags.assistants, [/^\d+$/, 10_000])
  const pages = await readPages(fileURLToPath(new URL('../docs/guide', import.meta.url)))
  const key = flags.key ?? randomKey()
  try {
    if (flags.mood !== undefined) return await startInMood(flags.mood, { port, speed, key, pages })
    const streaming = !flags['no-streaming']
    const server = await startPracticeServer({ port, speed, key, pages, assistants, streaming })
    return { greeting: greetingOf(server), close: server.close }
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE'
    const why = isTaken
      ? `Port ${port} is in use by another program. Choose another with --port.`
      : String(thrown)
    return giveUp(why, 1)
  }
}

type Options = Pick<PracticeServer, 'port' | 'key'> & { speed: number; pages: readonly HelpPage[] }

interface Started {
  greeting: string
  close(): Promise<void>
}

/** Loaded only when asked for: what makes certificates is needed in development alone. */
async function startInMood(mood: string, options: Options): Promise<Started> {
  const { isKindName, KIND_NAMES, KINDS } = await import('./broken/kinds.ts')
  const list = KIND_NAMES.map((name) => `  ${name.padEnd(17)}${KINDS[name].says}`).join('\n')
  if (mood === 'list') {
    console.log(list)
    process.exit(0)
  }
  if (!isKindName(mood)) return giveUp(`There is no mood '${mood}'. There are:\n${list}`, 2)
  const { startBrokenServer } = await import('./broken/broken-server.ts')
  const { typed, key, assistantId, authority, close } = await startBrokenServer({ ...options, kind: mood })
  return {
    close,
    greeting: `A server is ready that is broken in one way: ${KINDS[mood].says}.

  Put in        Base URL ${typed.baseUrl}
                API key ${typed.key}
                Assistant ID ${typed.assistantId}

  Right would be  API key ${key}, Assistant ID ${assistantId}
${authority === null ? '' : `\n${authority}\n`}
Ctrl+C stops it.`,
  }
}

function greetingOf(server: PracticeServer): string {
  const { guide, calculator, orderDesk, troublemaker } = server.assistantIds
  return `The practice server is ready.

  Base URL      ${server.baseUrl}
  API key       ${server.key}

  Assistant ID  ${guide}         answers about this app
                ${calculator}    sums, averages, charts
                ${orderDesk}        asks for function results
                ${troublemaker}  fails on request

Try it in a second terminal:

  BASE_URL=${server.baseUrl} API_KEY=${server.key} ASSISTANT_ID=${guide} bash scripts/openai-assistant-curl.sh 'What is a run?'

Ctrl+C stops it.`
}

const server = await start(readFlags())
console.log(server.greeting)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
