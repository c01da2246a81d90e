/** Looks at the shape of a history that may come from anybody, before anything in it is run or copied. */
import { Damage } from './check-whole.ts'
import { migrate } from './migrations.ts'
import { CONTENT_TABLES } from './replace-history.ts'
import type { Database, OpenDatabase } from './sqlite.ts'

/** A view, a trigger of another's or a computed column would run its own words when the file is read. @throws Damage */
export function refuseForeignParts(database: Database, open: OpenDatabase): void {
  const own = ownTriggers(open)
  const parts = database.prepare(
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')",
  )
  for (const { type, name, sql } of parts.all())
    if (type === 'view' || own.get(String(name)) !== wordsOf(sql)) throw new Damage(`foreign ${String(type)}`)
  for (const table of CONTENT_TABLES) {
    const computed = database
      .prepare(`SELECT name FROM pragma_table_xinfo('${table}') WHERE hidden <> 0`)
      .get()
    if (computed !== undefined) throw new Damage(`computed column in ${table}`)
  }
}

/** As a new history has them. */
function ownTriggers(open: OpenDatabase): ReadonlyMap<string, string> {
  const fresh = open(':memory:')
  try {
    migrate(fresh)
    const triggers = fresh.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
    return new Map(triggers.map(({ name, sql }) => [String(name), wordsOf(sql)]))
  } finally {
    fresh.close()
  }
}

const wordsOf = (sql: unknown): string => String(sql).replace(/\s+/g, ' ').trim()
