/** What the small commands tell somebody who has just cloned the repository. */
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import process from 'node:process'
import { createServer } from 'vite'
import { describe, expect, it } from 'vitest'
import { inRoot } from './places.mjs'
import { reachesRegistry } from './registry-reached.mjs'
import { run } from './steps.mjs'

describe('the gallery', () => {
  it('is what the address leads to that its server prints', async () => {
    const server = await createServer({
      configFile: inRoot('renderer', 'gallery', 'gallery.vite.config.ts'),
      logLevel: 'silent',
      optimizeDeps: { noDiscovery: true, include: [] },
      server: { host: '127.0.0.1', port: 0 },
    })
    try {
      await server.listen()
      const printed = server.resolvedUrls?.local[0] ?? ''
      const page = await fetch(printed)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('./gallery.tsx')
    } finally {
      await server.close()
    }
  })
})

describe('a package registry', () => {
  it('that nobody is at is not reached, and one that refuses the question is', async () => {
    const server = createHttpServer((_request, response) => response.writeHead(405).end('{}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/` }
    try {
      expect(await reachesRegistry(env)).toBe(true)
    } finally {
      server.close()
    }
    expect(await reachesRegistry(env)).toBe(false)
  })
})

describe('the table of proofs', () => {
  it.each([['--only=Z'], ['--only', 'Z']])('says so when no row is meant by %s', async (...args) => {
    const { code, output } = await run(process.execPath, [inRoot('scripts', 'prove.ts'), ...args])
    expect(code).toBe(1)
    expect(output.trim()).toMatch(/^No row of docs\/faults.md begins with Z\./)
  })
})

describe('the doctor', () => {
  it.runIf(process.platform === 'linux')(
    'looks at the place where the data folder would be made, when there is none yet',
    async () => {
      const env = { ...process.env, XDG_CONFIG_HOME: '/proc/not-yet/config' }
      const { code, output } = await run(process.execPath, [inRoot('scripts', 'doctor.mjs')], { env })
      expect(code).toBe(1)
      expect(output).toContain('✗ Data folder')
      expect(output).toContain('/proc/not-yet/config cannot be written')
    },
  )
})
