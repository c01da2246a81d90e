/** A link's words may be an address; they may not hide that the link goes to another. */
import { expect, it } from 'vitest'
import { hiddenHost } from './misleading.ts'

const EVIL = 'https://evil.example/login?x=1'

it.each([
  'https://bank.example',
  'bank.example',
  'www.bank.example/login',
  'HTTPS://BANK.EXAMPLE',
  'Sign in at mybank.com now',
  'https://bank.example@login.example',
  'pay\u200bpal.com',
  'ｂａｎｋ．ｅｘａｍｐｌｅ',
  'bank。example',
  'https://localhost.bank/',
  '\u202ebank.example\u202c',
  'https://evil.example.bank.example/',
  'service@mybank.com',
  'bücher.example',
])('words that name another host are told: %s', (words) => {
  expect(hiddenHost(words, EVIL)).toBe('evil.example')
})

it.each([
  ['the guide', EVIL],
  ['evil.example', EVIL],
  ['https://evil.example/other', EVIL],
  ['www.evil.example', EVIL],
  ['example.com', 'https://www.example.com/'],
  ['bücher.example', 'https://xn--bcher-kva.example/'],
  ['https://evil.example/web/https://other.example/', EVIL],
  ['README.md', EVIL],
  ['Node.js 22.1', EVIL],
  ['Object.is and Array.from', EVIL],
  ['v1.2.3', EVIL],
  ['e.g. this', EVIL],
  ['me@evil.example', 'mailto:me@evil.example'],
])('words that do not are let be: %s', (words, href) => {
  expect(hiddenHost(words, href)).toBeNull()
})

it('a mail to another than it says is told', () => {
  expect(hiddenHost('help@bank.example', 'mailto:thief@evil.example')).toBe('evil.example')
})
