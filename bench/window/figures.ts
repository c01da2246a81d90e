/** What a measurement says, and the table that holds it against its goal. */
import { quantile } from '../table.ts'

export interface Figure {
  what: string
  unit: 'ms' | 'MB' | 'kB' | '%' | ''
  /** Every sample of the app, and of the floor where it can do the same. */
  ours: readonly number[]
  floor?: readonly number[]
  /** The goal in words, and whether the figures reach it. */
  goal: string
  isMet: boolean | null
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** A table in Markdown, a line a figure. */
export function asMarkdown(figures: readonly Figure[]): string {
  const heading = ['what', 'ours', 'floor', 'ratio', 'goal', 'met']
  const lines = figures.map(({ what, unit, ours, floor, goal, isMet }) => [
    what,
    told(ours, unit),
    floor === undefined ? '' : told(floor, unit),
    floor === undefined ? '' : (median(ours) / median(floor)).toFixed(2),
    goal,
    isMet === null ? '' : isMet ? 'yes' : '**no**',
  ])
  return [heading, heading.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const told = (values: readonly number[], unit: Figure['unit']): string =>
  values.length > 1
    ? `${short(median(values))} ${unit} (${short(Math.min(...values))})`.trim()
    : `${short(values[0] ?? Number.NaN)} ${unit}`.trim()

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1))
