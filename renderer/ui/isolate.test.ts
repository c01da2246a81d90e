/** A name in another direction of writing. */
import { expect, it } from 'vitest'
import { isolated } from './isolate.ts'

it.each(['שלום', 'مرحبا 48', 'a\u202eb'])('isolates %j', (name) => {
  expect(isolated(name)).toBe(`\u2068${name}\u2069`)
})

it.each(['Guide', '助理', 'Café №5', ''])('leaves %j as it is', (name) => {
  expect(isolated(name)).toBe(name)
})
