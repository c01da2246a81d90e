/** A failure at the place of the answer: what happened, why probably, what to do, and the details folded away. */
import { ChevronRight, CircleAlert } from 'lucide-react'
import type { AppError, ErrorKind } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { details, detailsText } from '../../../shared/words/explain-details.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'

/** A button of the card, the first one the likelier. */
export interface CardAction {
  words: string
  act(): void
}

interface ErrorCardProps {
  error: AppError
  actions: readonly CardAction[]
}

/** Failures of which the server's own sentence says more than ours. */
const QUOTED: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['run-failed', 'refused', 'quota-exceeded'])

/** At most two buttons: more would be a menu. */
export function ErrorCard({ error, actions }: ErrorCardProps) {
  const { title, why, todo } = explain(error)
  return (
    <Card role="alert" edge="bad">
      <div className="flex gap-3 p-4 pb-3">
        <CircleAlert size={18} className="mt-px shrink-0 text-bad" aria-hidden />
        <div className="min-w-0 flex-1">
          <h3 className="text-base leading-5 font-semibold [overflow-wrap:anywhere]">{title}</h3>
          <p className="mt-1.5 text-sm text-fg-2 [overflow-wrap:anywhere]">{why}</p>
          <ServerWords error={error} />
          <p className="text-sm text-fg">{todo}</p>
          <Actions actions={actions} />
        </div>
      </div>
      <Details error={error} />
    </Card>
  )
}

/** What the server said, as plain text. */
function ServerWords({ error: { kind, technical } }: { error: AppError }) {
  const said = technical?.serverMessage?.trim() ?? ''
  if (said === '' || !QUOTED.has(kind)) return null
  return (
    <blockquote className="my-1.5 line-clamp-6 border-s-2 border-line-strong ps-3 text-sm [overflow-wrap:anywhere] text-fg-2 select-text">
      {said}
    </blockquote>
  )
}

/** The buttons of a card. */
export function Actions({ actions }: { actions: readonly CardAction[] }) {
  if (actions.length === 0) return null
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {actions.slice(0, 2).map(({ words, act }, at) => (
        <Button key={words} weight={at === 0 ? 'primary' : 'plain'} onClick={act}>
          {words}
        </Button>
      ))}
    </div>
  )
}

/** Status, IDs and the server's own words, for the assistant's developer. */
export function Details({ error }: { error: AppError }) {
  return (
    <details className="group border-t border-line bg-sunk text-xs">
      <summary className="flex h-9 items-center gap-1.5 px-4 text-fg-2 select-none">
        <ChevronRight
          size={14}
          className="transition-transform duration-150 group-open:rotate-90"
          aria-hidden
        />
        {m.details()}
      </summary>
      <div className="flex items-start gap-2 px-4 pb-3">
        <dl className="grid min-w-0 flex-1 grid-cols-[104px_1fr] gap-x-3 gap-y-1">
          {details(error).map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-fg-3">{label}</dt>
              <dd className="font-mono [overflow-wrap:anywhere] whitespace-pre-wrap select-text">{value}</dd>
            </div>
          ))}
        </dl>
        <CopyButton text={() => detailsText(error)} />
      </div>
    </details>
  )
}
