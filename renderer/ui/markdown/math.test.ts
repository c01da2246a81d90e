/** What in an answer is mathematics, and what is money or code. */
import { expect, it } from 'vitest'
import { hasMath, writeDollars } from './math.ts'

it('takes a single dollar for money', () => {
  expect(hasMath('It costs $5 and $6')).toBe(false)
  expect(hasMath('so $$x$$')).toBe(true)
})

it('knows the brackets that models write', () => {
  expect(writeDollars('so \\(x^2\\) is')).toBe('so $$x^2$$ is')
  expect(writeDollars('\\[ x \\]')).toBe('\n$$\nx\n$$\n')
})

it('leaves code alone', () => {
  expect(writeDollars('`\\(x\\)` and ```\n\\[x\\]\n```')).toBe('`\\(x\\)` and ```\n\\[x\\]\n```')
})
