/** In words, which server the current assistant is on and whether it can be asked. */
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'
import { connectionState, type Reach } from '../../ui/connection-state.ts'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { named } from '../../ui/format.ts'

const DOTS = { ok: 'bg-ok', neutral: 'bg-line-strong', warn: 'bg-warn', bad: 'bg-bad' } as const

interface ConnectionWordsProps {
  connection: Connection | null
  /** How the last request went. */
  reach: Reach | undefined
}

/** The dot only repeats the words. */
export function ConnectionWords({ connection, reach }: ConnectionWordsProps) {
  if (connection === null) return <Line dot="bg-line-strong" words={m.connection_none()} title="" />
  const { words, tone } = connectionState(connection, reach)
  const host = hostOf(connection)
  const name = connection.kind === 'practice' ? host : connection.name
  const whole = named(name, words)
  return (
    <>
      <Line dot={DOTS[tone]} words={whole} title={name === host ? whole : `${whole} · ${host}`} />
      {isSentInClear(connection) && <Chip tone="warn">{m.conn_in_clear()}</Chip>}
    </>
  )
}

function Line({ dot, words, title }: { dot: string; words: string; title: string }) {
  return (
    <p className="flex min-w-0 flex-1 items-center gap-2 text-xs text-fg-2" title={title}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${dot}`} />
      <span className="truncate">{words}</span>
    </p>
  )
}
