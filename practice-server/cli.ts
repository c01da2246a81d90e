/** The practice server on its own: `node practice-server/cli.ts --port 4010`. */
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { readPages } from './pages-on-disk.ts'
import { startPracticeServer, type PracticeServer } from './server.ts'
import { randomKey } from './system-clock.ts'

const USAGE = `Usage: node practice-server/cli.ts [options]
  --port N         the port on 127.0.0.1; 0 or left out takes a free one
  --speed S        1 is lifelike, 2 twice as slow, 0 everything at once
  --key KEY        the API key; left out, a new one is made up
  --no-streaming   ignore stream:true, as some servers do
  --help           show this`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  speed: { type: 'string', default: '1' },
  key: { type: 'string' },
  'no-streaming': { type: 'boolean', default: false },
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

async function start(): Promise<PracticeServer> {
  const flags = readFlags()
  if (flags.help) {
    console.log(USAGE)
    process.exit(0)
  }
  const port = numberFrom('port', flags.port, [/^\d+$/, 65_535])
  const speed = numberFrom('speed', flags.speed, [/^\d+(\.\d+)?$/, 100])
  const pages = await readPages(fileURLToPath(new URL('../docs/guide', import.meta.url)))
  const key = flags.key ?? randomKey()
  try {
    return await startPracticeServer({ port, speed, key, pages, streaming: !flags['no-streaming'] })
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE'
    const why = isTaken
      ? `Port ${port} is in use by another program. Choose another with --port.`
      : String(thrown)
    return giveUp(why, 1)
  }
}

const server = await start()
const { guide, calculator, orderDesk, troublemaker } = server.assistantIds
console.log(`The practice server is ready.

  Base URL      ${server.baseUrl}
  API key       ${server.key}

  Assistant ID  ${guide}         answers about this app
                ${calculator}    sums, averages, charts
                ${orderDesk}        asks for function results
                ${troublemaker}  fails on request

Try it in a second terminal:

  BASE_URL=${server.baseUrl} API_KEY=${server.key} ASSISTANT_ID=${guide} bash scripts/openai-assistant-curl.sh 'What is a run?'

Ctrl+C stops it.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
