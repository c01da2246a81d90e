/** The state of a check's line as a sign; its words stand beside it. */
import { Circle, CircleAlert, CircleCheck, CircleMinus, Info, LoaderCircle } from 'lucide-react'
import type { CheckLine } from '../../../shared/domain/check.ts'

const SIGNS = {
  waiting: { Sign: Circle, look: 'text-fg-3 opacity-50' },
  running: { Sign: LoaderCircle, look: 'animate-spin text-accent motion-reduce:animate-none' },
  ok: { Sign: CircleCheck, look: 'text-ok' },
  note: { Sign: Info, look: 'text-warn' },
  failed: { Sign: CircleAlert, look: 'text-bad' },
  skipped: { Sign: CircleMinus, look: 'text-fg-3 opacity-50' },
} satisfies Record<CheckLine['state'], { Sign: typeof Circle; look: string }>

export function CheckIcon({ state }: Pick<CheckLine, 'state'>) {
  const { Sign, look } = SIGNS[state]
  return <Sign size={17} className={`mt-px shrink-0 ${look}`} aria-hidden />
}
