/** Prints what was counted, one line a row, columns in line. */

export type Cell = string | number

/** The first row is the heading. */
export function printTable(rows: readonly (readonly Cell[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? '').length)),
  )
  for (const [index, row] of rows.entries()) {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? ''
      return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
    })
    console.log(`  ${cells.join('  ')}`.trimEnd())
    if (index === 0) console.log(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`)
  }
}

/** The value below which a share of the others lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How often each thing occurs, as `name 3, other 1`. */
export const tally = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none'

export const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1)
