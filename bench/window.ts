/** `npm run bench`: start, rest, long conversations, typing, streaming, search and writing, beside the least an Electron app can be, as one table. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { PACKED, madeProgram } from '../scripts/packed-program.ts'
import { inRoot } from '../scripts/places.mjs'
import { measureAppending } from './window/appending.ts'
import { measureLongConversations } from './window/long-conversations.ts'
import { measureSearch } from './window/searching.ts'
import { measureSize } from './window/size.ts'
import { measureStart } from './window/starting.ts'
import { measureStreaming } from './window/streaming.ts'
import { asMarkdown, type Figure } from './window/figures.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    packed: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
if (values.packed) process.env[PACKED] = madeProgram()

const PARTS: Readonly<Record<string, () => Promise<Figure[]> | Figure[]>> = {
  size: measureSize,
  start: () => measureStart(rounds),
  long: () => measureLongConversations(Math.min(rounds, 3)),
  streaming: measureStreaming,
  search: measureSearch,
  appending: measureAppending,
}

const figures: Figure[] = []
const load = (loadavg()[0] ?? 0).toFixed(1)
for (const [name, measure] of Object.entries(PARTS)) {
  if (values.only !== undefined && !values.only.split(',').includes(name)) continue
  console.log(`measuring: ${name}`)
  figures.push(...(await measure()))
}
const remark = `${values.packed ? 'The packed app. ' : ''}Load of the machine before: ${load}. Medians, least in brackets; judge by the floor of the same run, never across days.`
const table = `${asMarkdown(figures)}\n\n${remark}\n`
mkdirSync(inRoot('out'), { recursive: true })
writeFileSync(inRoot('out', 'bench.md'), table)
console.log(`\n${table}\nAlso in out/bench.md.`)
