/** How long the server still waits for function results. */
import { Clock } from 'lucide-react'
import { m } from '../../../shared/words/generated/messages.js'
import { useNow } from '../../ui/use-clock.ts'

const TICK_MS = 500
/** From here on the person must hurry. */
const SOON_MS = 2 * 60_000

/** Counts down, warns near the end, and says what happens after it. */
export function ExpiryClock({ expiresAt }: { expiresAt: number }) {
  const leftMs = expiresAt - useNow(TICK_MS)
  if (leftMs <= 0)
    return (
      <span role="status" className="text-warn">
        {m.function_time_up()}
      </span>
    )
  const time = clockWords(leftMs)
  if (leftMs > SOON_MS) return <span>{m.function_left({ time })}</span>
  return (
    <span className="flex items-center gap-1.5 font-medium text-warn">
      <Clock size={13} aria-hidden />
      {m.function_left_soon({ time })}
    </span>
  )
}

/** `4:05`, or `1:02:03` from an hour on. */
export function clockWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
