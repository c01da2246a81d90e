/** Which part of a question the Order desk takes for an order number. */
import { expect, it } from 'vitest'
import { orderDeskFrom } from './order-desk.ts'

const desk = orderDeskFrom('asst_orders')

/** The number the first call asks for; null when it asks the person instead. */
function numberIn(text: string): string | null {
  let ids = 0
  const script = desk.plan({
    text,
    language: 'en',
    newId: (head: string) => `${head}${(ids += 1)}`,
    parallel: true,
  } as never)
  return /"order_id\W+([\w-]+)/.exec(JSON.stringify(script))?.[1] ?? null
}

it.each([
  ['What about order 1042?', '1042'],
  ['Where is order 48-2213, and what was in it?', '48-2213'],
  ['訂單48-2213的物流到哪了？', '48-2213'],
  ['Order A-1042 please', 'A-1042'],
  ['Order AB-48-2213.', 'AB-48-2213'],
  ['2026-11-0042', '2026-11-0042'],
  ['Order 1042- or so', '1042'],
  ['Will it take 2-3 days?', null],
  ['Order 12', null],
  ['What do you need?', null],
])('%s → %s', (text, number) => expect(numberIn(text)).toBe(number))
