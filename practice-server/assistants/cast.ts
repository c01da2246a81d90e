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

/** `speed` as in the server's options. */
export function castOf(pages: readonly HelpPage[], speed: number): Cast {
  const all = [
    guideFrom(PRACTICE_ASSISTANT_IDS.guide, pages),
    calculatorFrom(PRACTICE_ASSISTANT_IDS.calculator),
    orderDeskFrom(PRACTICE_ASSISTANT_IDS.orderDesk),
    troublemakerFrom(PRACTICE_ASSISTANT_IDS.troublemaker, speed),
  ]
  return new Map(all.map((member) => [member.assistant.id, member]))
}
