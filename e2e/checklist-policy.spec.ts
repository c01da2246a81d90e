/** Electron's security checklist, the policy: every file of the page brings it, and nine injections break it visibly. */
import { expect } from '@playwright/test'
import { ask, connect, test } from './desk.ts'
import { injectForeignCode, partsOfPage } from './in-page.mjs'
import { startListener } from './listener.ts'
import { tried } from './tried.ts'

/** Rules that must stand in the header, word for word. */
const RULES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
]

test('the policy comes as a header, with trusted types and nothing unsafe', async ({ launch }) => {
  const { app, page } = await launch()
  const parts = await page.evaluate(partsOfPage)
  expect(parts.length).toBeGreaterThan(2)
  const headers = await app.evaluate(
    async ({ net }, urls) => {
      const found: { policy: string; sniff: string | null; status: number }[] = []
      for (const url of urls) {
        const answer = await net.fetch(url)
        const { headers: fields, status } = answer
        found.push({
          policy: fields.get('content-security-policy') ?? '',
          sniff: fields.get('x-content-type-options'),
          status,
        })
      }
      return found
    },
    [...parts, 'app://bundle/missing.js'],
  )
  for (const { policy, sniff } of headers) {
    const rules = policy.split(';').map((rule) => rule.trim())
    expect(rules).toEqual(expect.arrayContaining(RULES))
    expect(rules.find((rule) => rule.startsWith('trusted-types '))).toBe('trusted-types assistant-desk')
    expect(policy).not.toMatch(/unsafe-|\*|https?:/)
    expect(sniff).toBe('nosniff')
  }
  tried(headers.length * (RULES.length + 3))
})

test('nine injections run nothing, reach nobody, and each is reported', async ({ launch }) => {
  const listener = await startListener()
  try {
    const { page } = await launch()
    const { reported, ran } = await page.evaluate(injectForeignCode, listener.url)
    expect(ran).toEqual([])
    expect(reported).toEqual({
      'script in the page': 'require-trusted-types-for',
      eval: 'require-trusted-types-for',
      'new Function': 'require-trusted-types-for',
      'remote picture': 'img-src',
      frame: 'frame-src',
      form: 'form-action',
      base: 'base-uri',
      worker: 'require-trusted-types-for',
      'markup with a handler': 'require-trusted-types-for',
    })
    expect(listener.asked).toEqual([])
    tried(9)
  } finally {
    await listener.close()
  }
})

test('whatever the page loads in a whole conversation is its own', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.reload()
  await connect(page, server, { assistantId: server.assistantIds.troublemaker })
  await ask(page, 'markdown')
  expect(asked.length).toBeGreaterThan(2)
  expect(asked.filter((url) => !/^(app:\/\/bundle\/|data:|blob:app:\/\/bundle\/)/.test(url))).toEqual([])
  tried(asked.length)
})
