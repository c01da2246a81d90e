/** What it costs to open a conversation of thousands of messages, and to type in it. */
import { root } from '../../scripts/places.mjs'
import { fillProfile } from '../search/profile.ts'
import { median, type Figure } from './figures.ts'
import { heapMb, keyToFrame, openConversation, type Opening } from './page-figures.ts'
import { launch } from './launch.ts'
import { family, pssMb } from './processes.ts'
import { newProfile, removeProfiles } from './profiles.ts'

const LENGTHS = [2_000, 10_000] as const
const KEYS = 20

interface Sample extends Opening {
  grownMb: number
  keys: number[]
  heap: number
}

export async function measureLongConversations(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = []
  try {
    for (const length of LENGTHS) {
      const profile = newProfile()
      const samples: Sample[] = []
      const [id = ''] = await fillProfile({ folder: profile, messages: length, conversations: 1 })
      // The one filled last is the latest: it opens by itself, so that the long one is opened by a click.
      await fillProfile({ folder: profile, messages: 4, conversations: 1 })
      for (let round = 0; round < rounds; round += 1) samples.push(await sample(profile, id))
      figures.push(...figuresOf(length, samples))
    }
  } finally {
    removeProfiles()
  }
  return figures
}

async function sample(profile: string, id: string): Promise<Sample> {
  const running = await launch({ app: root, profile })
  try {
    const { page } = running
    await page.getByRole('article').first().waitFor()
    const before = pssMb(family(running.pid))
    const opening = await openConversation(page, id)
    await page.getByRole('textbox', { name: 'Message', exact: true }).click()
    const keys = await keyToFrame(page, KEYS)
    const heap = await heapMb(page)
    return { ...opening, keys, heap, grownMb: pssMb(family(running.pid)) - before }
  } finally {
    await running.close()
  }
}

function figuresOf(length: number, samples: readonly Sample[]): Figure[] {
  const keys = samples.flatMap((each) => each.keys)
  const row = (what: string, pick: (each: Sample) => number, { unit, most }: Goal): Figure => {
    const ours = samples.map((each) => pick(each))
    return figure(`${length} messages: ${what}`, ours, { unit, most })
  }
  return [
    row('first content', (each) => each.firstContentMs, { unit: 'ms', most: 300 }),
    row('until nothing moves', (each) => each.quietMs, { unit: 'ms', most: 500 }),
    row('longest block', (each) => each.longestBlockMs, { unit: 'ms', most: 100 }),
    row('nodes in the page', (each) => each.nodes, { unit: '', most: 1_500 }),
    row('memory grown by', (each) => each.grownMb, { unit: 'MB', most: 25 }),
    row('JavaScript heap', (each) => each.heap, { unit: 'MB', most: 25 }),
    figure(`${length} messages: key to next frame`, keys, { unit: 'ms', most: 30 }),
    row(`worst key of ${KEYS}`, (each) => Math.max(...each.keys), { unit: 'ms', most: 60 }),
  ]
}

interface Goal {
  unit: Figure['unit']
  most: number
}

const figure = (what: string, ours: readonly number[], { unit, most }: Goal): Figure => ({
  what,
  unit,
  ours,
  goal: `≤ ${most} ${unit}`.trim(),
  isMet: median(ours) <= most,
})
