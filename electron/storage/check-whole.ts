/** Says whether a file is a sound database, and what else belongs to it. */
import type { FileDatabase } from './sqlite.ts'

/** What SQLite puts beside a file. */
export const COMPANIONS: readonly string[] = ['-wal', '-shm', '-journal']

/** A file and what SQLite may have put beside it. */
export const withCompanions = (file: string): string[] => [file, ...COMPANIONS.map((ending) => file + ending)]

/** All but the words of the search: they take five times as long as the rest and can be made anew from it. @throws Damage */
export function checkWhole(database: FileDatabase): void {
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text%'",
  )
  for (const { name } of tables.all()) {
    const verdict = database.prepare(`PRAGMA quick_check('${String(name)}')`).get()?.['quick_check']
    if (verdict !== 'ok') throw new Damage(String(verdict))
  }
}

/** What was read is no sound database. */
export class Damage extends Error {}

/** True for a file that is no sound database, not for a disk that cannot be read. */
export const isDamage = (thrown: unknown): boolean =>
  thrown instanceof Damage ||
  /malformed|not a database|corrupt|no such (column|table|module|function)|has no column/i.test(
    String(thrown),
  )
