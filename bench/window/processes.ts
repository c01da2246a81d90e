/** What the processes of an app use, read from Linux's /proc: the figures that differ least between two runs. */
import { readFileSync, readdirSync } from 'node:fs'

/** A clock tick of /proc/<pid>/stat, in milliseconds (USER_HZ is 100 on Linux). */
const TICK_MS = 10

interface Stat {
  parent: number
  cpuMs: number
}

/** The process, its children and theirs. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat !== null) parents.set(Number(name), stat.parent)
  }
  const found = [pid]
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child)
  return found
}

/** CPU of all of them since they began, with that of children that are gone. */
export const cpuMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + (statOf(pid)?.cpuMs ?? 0), 0)

/** Memory of all of them in megabytes, shared pages counted once in all (PSS). */
export const pssMb = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + pssOf(pid), 0) / 1024

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Null when the process is gone. The name stands in brackets and may hold anything; the fields count from behind it. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [own, ofChildren] = [
      [11, 12],
      [13, 14],
    ].map((at) => at.reduce((sum, index) => sum + Number(fields[index]), 0))
    return { parent: Number(fields[1]), cpuMs: ((own ?? 0) + (ofChildren ?? 0)) * TICK_MS }
  } catch {
    return null
  }
}
