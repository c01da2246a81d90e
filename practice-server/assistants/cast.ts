/** The four practice assistants, by ID. */
import type { PracticeAssistant } from './assistant.ts'
import { calculatorFrom } from './calculator.ts'
import { guideFrom } from './guide.ts'
import type { HelpPage } from './help-pages.ts'
import { orderDeskFrom } from './order-desk.ts'
import { troublemakerFrom } from './troublemaker.ts'

export const PRACTICE_ASSISTANT_IDS = {
  guide: 'asst_practice_guide',
  calculator: 'asst_practice_calculator',
  orderDesk: 'asst_practice_orders',
  troublemaker: 'asst_practice_troublemaker',
} as const

export type Cast = ReadonlyMap<string, PracticeAssistant>

/** `speed` and `assistants` as in the server's options. */
export function castOf(
  pages: readonly HelpPage[],
  { speed, assistants }: { speed: number; assistants: number },
): Cast {
  const all = [
    guideFrom(PRACTICE_ASSISTANT_IDS.guide, pages),
    calculatorFrom(PRACTICE_ASSISTANT_IDS.calculator),
    orderDeskFrom(PRACTICE_ASSISTANT_IDS.orderDesk),
    troublemakerFrom(PRACTICE_ASSISTANT_IDS.troublemaker, speed),
  ]
  const extras = Array.from({ length: assistants - all.length }, (_, index) => extra(all.length + index + 1))
  return new Map([...extras, ...all].map((member) => [member.assistant.id, member]))
}

/** One of many, for lists longer than a page. It calculates. */
function extra(number: number): PracticeAssistant {
  const digits = String(number).padStart(3, '0')
  const calculator = calculatorFrom(`asst_practice_extra_${digits}`)
  return { ...calculator, assistant: { ...calculator.assistant, name: `Practice assistant ${digits}` } }
}
