/** A check as a list that fills while it runs: what was found, how long it took, why a line failed and what mends it. */
import { useEffect, useRef } from 'react'
import type { CheckFix, CheckLine } from '../../../shared/domain/check.ts'
import { explain } from '../../../shared/words/explain.ts'
import { detailsText } from '../../../shared/words/explain-details.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { joinSentences } from '../../ui/format.ts'
import { CheckIcon } from './CheckIcon.tsx'
import { fixWords, lineName, lineReason, lineWords, timeWords, verdictWords } from './check-words.ts'
import type { CheckModel, CheckState } from './use-check.ts'

interface CheckListProps {
  model: CheckModel
  onFix(fix: CheckFix): void
}

/** Nothing until a check was begun. */
export function CheckList({ model: { check, stop }, onFix }: CheckListProps) {
  const place = useRef<HTMLElement>(null)
  const { state } = check
  useEffect(() => {
    if (state !== 'idle') place.current?.scrollIntoView({ block: 'nearest' })
  }, [state])
  if (check.state === 'idle') return null
  if (check.state === 'failed') return <NotBegun error={check.error} />
  const assistant = check.state === 'done' ? (check.snapshot?.name ?? null) : null
  return (
    <section
      ref={place}
      aria-label={m.check_title()}
      className="scroll-mb-14 overflow-hidden rounded-lg border border-line bg-raised"
    >
      <ol className="divide-y divide-line">
        {check.lines.map((line) => (
          <Line key={line.name} {...{ line, assistant, onFix }} isOver={check.state === 'done'} />
        ))}
      </ol>
      <footer className="flex min-h-11 items-center gap-2 border-t border-line bg-sunk px-3.5 py-1.5 text-sm text-fg-2">
        <p className="flex-1">
          {check.state === 'done' ? verdictWords(check.lines, check.isStopped) : m.check_busy()}
        </p>
        {check.state === 'running' && (
          <Button weight="quiet" className="h-7" onClick={stop}>
            {m.check_stop()}
          </Button>
        )}
      </footer>
      <Announcer check={check} />
    </section>
  )
}

interface LineProps {
  line: CheckLine
  assistant: string | null
  isOver: boolean
  onFix(fix: CheckFix): void
}

const MOST_FIXES = 2

/** Buttons come with the end of the check: pressing one begins another. */
function Line({ line, assistant, isOver, onFix }: LineProps) {
  const { name, state, ms, error } = line
  const isQuiet = state === 'waiting' || state === 'skipped'
  const reason = lineReason(line)
  return (
    <li className={`flex gap-2.5 px-3.5 py-2.5 text-sm ${state === 'failed' ? 'bg-bad-soft' : ''}`}>
      <CheckIcon state={state} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className={isQuiet ? 'text-fg-3' : 'font-medium'}>{lineName(name)}</span>
          <span className={`min-w-0 flex-1 ${isQuiet ? 'text-fg-3' : 'text-fg-2'}`}>
            {lineWords(line, assistant)}
          </span>
          {ms !== null && <span className="text-xs text-fg-3 tabular-nums">{timeWords(ms)}</span>}
        </div>
        {reason !== '' && <p className="mt-0.5 text-fg-2">{reason}</p>}
        {isOver && line.fixes.length > 0 && (
          <div className="mt-2 flex flex-wrap gap-2">
            {line.fixes.slice(0, MOST_FIXES).map((fix) => (
              <Button
                key={fixWords(fix)}
                className="h-auto min-h-8 max-w-full py-1 text-start whitespace-normal! [overflow-wrap:anywhere]"
                onClick={() => onFix(fix)}
              >
                {fixWords(fix)}
              </Button>
            ))}
          </div>
        )}
      </div>
      {state === 'failed' && error !== null && (
        <CopyButton label={m.details_copy()} text={() => detailsText(error)} />
      )}
    </li>
  )
}

/** Says each line as it ends, and at last what came of it all. */
function Announcer({ check }: { check: Extract<CheckState, { state: 'running' | 'done' }> }) {
  const ended = check.lines.findLast(({ state }) => ['ok', 'note', 'failed'].includes(state))
  const said =
    ended === undefined
      ? ''
      : m.check_announce({ name: lineName(ended.name), words: joinSentences(lineWords(ended, null)) })
  const isDone = check.state === 'done'
  return <output className="sr-only">{isDone ? verdictWords(check.lines, check.isStopped) : said}</output>
}

function NotBegun({ error }: { error: Parameters<typeof explain>[0] }) {
  const { title, why, todo } = explain(error)
  return (
    <div role="alert" className="rounded-lg bg-bad-soft px-3.5 py-3 text-sm">
      <p className="font-medium">{title}</p>
      <p className="text-fg-2">{joinSentences(why, todo)}</p>
    </div>
  )
}
