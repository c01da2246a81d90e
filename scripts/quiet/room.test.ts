/** A quiet room with somebody in it who calls out in every way: each call is heard, none is invented. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { expect, it } from 'vitest'
import { notHere } from '../../electron/platform/test-tried.ts'
import { readQuiet, runQuietly, whyNotQuiet } from './quiet.mjs'

/** Runs a few lines in a room; where this machine has none it says why, and that is all there is to see. */
async function inRoom(lines: string) {
  const reason = await whyNotQuiet()
  if (reason !== null) return { reason }
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-room-'))
  try {
    const report = join(folder, 'quiet.json')
    const args = ['--input-type=module', '--eval', lines]
    const { code, output } = await runQuietly({ command: process.execPath, args, report, options: {} })
    return { reason, code, output, quiet: readQuiet(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it('whoever calls out of a quiet room is heard, by address and by name', async ({ task }) => {
  const told = await inRoom(`
    import { createSocket } from 'node:dgram'
    import { lookup } from 'node:dns/promises'
    import { connect } from 'node:net'
    const calls = [connect(80, '198.51.100.7'), connect(443, '2001:db8:1::7')].map((socket) => socket.on('error', () => {}))
    for (const [kind, address] of [['udp4', '203.0.113.5'], ['udp6', '2001:db8:2::5']]) {
      const socket = createSocket(kind)
      await new Promise((resolve) => socket.send('x', 123, address, resolve))
      socket.close()
    }
    await lookup('Dictionaries.example.org').catch(() => {})
    for (const call of calls) call.destroy()
    console.log('user ' + process.getuid())
    process.exitCode = 3
  `)
  if (told.reason !== null) return notHere(task, told.reason)
  expect(told.code).toBe(3)
  expect(told.output.split('\n')).toContain(`user ${process.getuid?.()}`)
  expect(told.quiet?.typed).toEqual([])
  const whom = told.quiet?.others.map((each) => each.replace(/, \d+ times$/, ''))
  expect(whom?.toSorted()).toEqual([
    'TCP 198.51.100.7:80',
    'TCP [2001:db8:1::7]:443',
    'UDP 203.0.113.5:123',
    'UDP [2001:db8:2::5]:123',
    'the name dictionaries.example.org',
  ])
})

it('whoever stays on this computer is not', async ({ task }) => {
  const told = await inRoom(`
    import { createServer } from 'node:http'
    const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    for (const host of ['127.0.0.1', 'localhost'])
      console.log(await (await fetch('http://' + host + ':' + server.address().port)).text())
    server.close()
    server.closeAllConnections()
  `)
  if (told.reason !== null) return notHere(task, told.reason)
  expect(told.output).toBe('here\nhere\n')
  expect(told.quiet).toEqual({ count: 0, others: [], typed: [] })
})
