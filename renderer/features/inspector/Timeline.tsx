/** What happened to a run, event by event, with the time by the clock and since the question. */
import type { TimelineEntry } from '../../../shared/domain/timeline.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatClockSeconds, formatMoment, formatSeconds } from '../../ui/format.ts'
import { timelineLine, type TimelineLine } from './timeline-words.ts'

interface TimelineProps {
  events: readonly TimelineEntry[]
  startedAt: number
}

const DOTS: Record<TimelineLine['tone'], string> = {
  plain: 'bg-accent',
  quiet: 'bg-line-strong',
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
}
const WORDS: Record<TimelineLine['tone'], string> = {
  plain: 'text-fg',
  quiet: 'text-fg-3',
  ok: 'text-ok font-medium',
  warn: 'text-warn',
  bad: 'text-bad',
}

/** Colour only repeats what the words say. */
export function Timeline({ events, startedAt }: TimelineProps) {
  return (
    <ol className="relative flex flex-col py-1 before:absolute before:inset-y-4 before:start-[75px] before:w-px before:bg-line">
      {events.map(({ at, event }, index) => {
        const { words, tone, raw } = timelineLine(event)
        return (
          <li key={index} className="flex items-baseline gap-2.5 py-[5px] text-sm">
            <time
              dateTime={new Date(at).toISOString()}
              title={formatMoment(at)}
              className="w-[60px] shrink-0 font-mono text-2xs text-fg-3 tabular-nums"
            >
              {formatClockSeconds(at)}
            </time>
            <span
              aria-hidden
              className={`relative size-[9px] shrink-0 rounded-full border-2 border-bg ${DOTS[tone]}`}
            />
            <span className={`min-w-0 flex-1 [overflow-wrap:anywhere] select-text ${WORDS[tone]}`}>
              {words}
              {raw !== undefined && !words.includes(raw) && (
                <code className="ms-2 rounded-sm bg-sunk px-1.5 font-mono text-xs text-fg-2">{raw}</code>
              )}
            </span>
            <span className="shrink-0 text-2xs whitespace-nowrap text-fg-3 tabular-nums">
              {m.inspect_since({ seconds: formatSeconds(at - startedAt) })}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
