/** Questions to begin with: the person's own, else three that fit the practice assistants, else three for any. */
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { own } from '../../../shared/domain/own.ts'
import { m } from '../../../shared/words/generated/messages.js'

const PRACTICE: Readonly<Record<string, () => string[]>> = {
  asst_practice_guide: () => [m.suggest_guide_1(), m.suggest_guide_2(), m.suggest_guide_3()],
  asst_practice_calculator: () => [
    m.suggest_calculator_1(),
    m.suggest_calculator_2(),
    m.suggest_calculator_3(),
  ],
  asst_practice_orders: () => [m.suggest_orders_1(), m.suggest_orders_2(), m.suggest_orders_3()],
  asst_practice_troublemaker: () => [
    m.suggest_troublemaker_1(),
    m.suggest_troublemaker_2(),
    m.suggest_troublemaker_3(),
  ],
}

/** The person's own, else those of a practice assistant by its ID at the server. */
export const suggestionsFor = ({
  remoteId,
  suggestions,
}: Pick<Assistant, 'remoteId' | 'suggestions'>): string[] =>
  suggestions.length > 0
    ? suggestions
    : (own(PRACTICE, remoteId)?.() ?? [m.suggest_any_1(), m.suggest_any_2(), m.suggest_any_3()])
