/** Words for a mistake in JSON and where it is. */
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber } from '../../ui/format.ts'
import type { JsonMistake, JsonProblem } from './json-check.ts'

const PROBLEMS: Readonly<Record<JsonMistake, () => string>> = {
  'early-end': m.json_early_end,
  'no-value': m.json_no_value,
  'bad-value': m.json_bad_value,
  'no-key': m.json_no_key,
  'no-colon': m.json_no_colon,
  'no-comma': m.json_no_comma,
  'extra-comma': m.json_extra_comma,
  'single-quotes': m.json_single_quotes,
  'open-text': m.json_open_text,
  'bad-escape': m.json_bad_escape,
  control: m.json_control,
  'bad-number': m.json_bad_number,
  more: m.json_more,
}

/** "Line 2, column 3: a comma is missing here, or a closing bracket". */
export const jsonWords = ({ mistake, line, column }: JsonProblem): string =>
  m.json_at({ line: formatNumber(line), column: formatNumber(column), problem: PROBLEMS[mistake]() })
