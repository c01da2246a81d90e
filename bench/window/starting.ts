/** From the start of the process to a typed character, and what the app uses while nobody touches it. */
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { electronExecutable } from '../../scripts/electron-binary.mjs'
import { packedProgram } from '../../scripts/packed-program.ts'
import { inRoot, root } from '../../scripts/places.mjs'
import { median, type Figure } from './figures.ts'
import { heapMb } from './page-figures.ts'
import { launch, untilTyped } from './launch.ts'
import { cpuMs, family, pssMb } from './processes.ts'
import { longProfile, newProfile, removeProfiles, shortProfile } from './profiles.ts'

/** After this rest memory is read, and then CPU for the next stretch. */
const REST_MS = 15_000
const IDLE_MS = 10_000
const LONG = 2_000

interface Samples {
  typed: number[]
  cold: number[]
  cpu: number[]
  memory: number[]
  idle: number[]
  heap: number[]
}

interface Contender {
  app: string
  profile: string
  samples: Samples
}

const contender = (app: string, profile: string): Contender => ({
  app,
  profile,
  samples: { typed: [], cold: [], cpu: [], memory: [], idle: [], heap: [] },
})

/** In turns, because the machine is shared. */
export async function measureStart(rounds: number): Promise<Figure[]> {
  const floor = contender(inRoot('bench', 'window', 'floor'), newProfile())
  const ours = contender(root, await shortProfile())
  const long = contender(root, await longProfile(LONG))
  const all = [floor, ours, long]
  try {
    // The first start of a profile makes its caches; no start after it is like it.
    for (const each of all) await once(each)
    for (let round = 0; round < rounds; round += 1) for (const each of all) await warm(each)
    for (let round = 0; round < rounds; round += 1) for (const each of [floor, ours]) await cold(each)
    for (const each of [floor, ours]) await rest(each)
  } finally {
    removeProfiles()
  }
  return figures(floor.samples, ours.samples, long.samples)
}

async function once(each: Contender): Promise<{ ms: number; cpu: number }> {
  const running = await launch(each)
  const typed = await untilTyped(running)
  await running.close()
  return typed
}

async function warm(each: Contender): Promise<void> {
  const { ms, cpu } = await once(each)
  each.samples.typed.push(ms)
  each.samples.cpu.push(cpu)
}

async function cold(each: Contender): Promise<void> {
  evict()
  each.samples.cold.push((await once(each)).ms)
}

async function rest(each: Contender): Promise<void> {
  const running = await launch(each)
  await untilTyped(running)
  await sleep(REST_MS)
  const pids = family(running.pid)
  each.samples.memory.push(pssMb(pids))
  const before = cpuMs(pids)
  await sleep(IDLE_MS)
  each.samples.idle.push(((cpuMs(pids) - before) / IDLE_MS) * 100)
  each.samples.heap.push(await heapMb(running.page))
  await running.close()
}

/** Asks the system to forget what it holds in memory of the files of Electron and of the app. */
function evict(): void {
  const packed = packedProgram()
  const files = [
    ...globSync(join(dirname(electronExecutable()), '*.{pak,dat,bin,so}')),
    electronExecutable(),
    ...globSync(inRoot('dist', '**', '*.{js,cjs,css,html,woff2}')),
    ...(packed === null
      ? []
      : [packed, ...globSync(join(dirname(packed), '**', '*.{pak,dat,bin,so,asar,node}'))]),
  ]
  for (const file of files)
    execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' })
}

function figures(floor: Samples, ours: Samples, long: Samples): Figure[] {
  const beside = (what: string, unit: Figure['unit'], pick: (samples: Samples) => number[]) => {
    const [mine, least] = [pick(ours), pick(floor)]
    const figure = { what, unit, ours: mine, floor: least }
    return {
      times: (most: number): Figure => ({
        ...figure,
        goal: `≤ ${most} × floor`,
        isMet: median(mine) <= most * median(least),
      }),
      plus: (most: number): Figure => ({
        ...figure,
        goal: `≤ floor + ${most} ${unit}`,
        isMet: median(mine) <= median(least) + most,
      }),
    }
  }
  return [
    beside('start to typed character', 'ms', ({ typed }) => typed).times(1.35),
    beside('the same with the files out of memory', 'ms', ({ cold: each }) => each).times(1.35),
    beside('CPU until then, all processes', 'ms', ({ cpu }) => cpu).plus(300),
    startWithLong(ours, long),
    beside('memory of all processes after 15 s (PSS)', 'MB', ({ memory }) => memory).plus(45),
    beside('CPU at rest for 10 s', '%', ({ idle }) => idle).plus(0.3),
    {
      what: 'JavaScript heap of the window at rest',
      unit: 'MB',
      ours: ours.heap,
      floor: floor.heap,
      goal: '≤ 20 MB',
      isMet: median(ours.heap) <= 20,
    },
  ]
}

const startWithLong = (ours: Samples, long: Samples): Figure => ({
  what: `start when a conversation of ${LONG} messages opens (beside: a short one)`,
  unit: 'ms',
  ours: long.typed,
  floor: ours.typed,
  goal: '≤ short + 250 ms',
  isMet: median(long.typed) <= median(ours.typed) + 250,
})
