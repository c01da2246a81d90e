/** Electron's security checklist, files: the page's own address leads to its own files, and no page reads the disk. */
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { test } from './desk.ts'
import { readFiles } from './in-page-ways-out.mjs'
import { tried } from './tried.ts'

const TRICKS = [
  '..%2fmain/main.cjs',
  '..%2Fmain%2Fmain.cjs',
  '%2e%2e%2fmain/main.cjs',
  '%2e%2e%5cmain%5cmain.cjs',
  '..%5cmain%5cmain.cjs',
  '..%255cmain/main.cjs',
  '%252e%252e/main/main.cjs',
  '%252e%252e%252fmain%252fmain.cjs',
  'assets/..%2f..%2fmain/main.cjs',
  'assets/..%2findex.html',
  '....//main/main.cjs',
  '..;/main/main.cjs',
  '%c0%ae%c0%ae/main/main.cjs',
  '%e0%80%ae%e0%80%ae/main/main.cjs',
  '.%00./main/main.cjs',
  'index.html%00.js',
  'index.html%00',
  'index.html%20',
  'index.html%0a',
  'index.html::$DATA',
  'index.html/',
  'index.html/..%2f..%2fpackage.json',
  '/etc/passwd',
  '//etc/passwd',
  '%2fetc%2fpasswd',
  'file:///etc/passwd',
  'C:%5cWindows%5cwin.ini',
  '~/.ssh/id_rsa',
  '.env',
  'package.json',
  '../../package.json',
  '%',
  '%zz',
  'remote-files/..%2f..%2fx/..%2fy',
  'remote-files/%00/%00',
  'assets',
  '',
]

test('more than thirty tricks with paths all come to nothing', async ({ launch }) => {
  const { app } = await launch()
  const fetchAll = (urls: string[]) =>
    app.evaluate(async ({ net }, addresses) => {
      const statuses: (number | string)[] = []
      for (const url of addresses) {
        const answer = await net.fetch(url).catch((error: unknown) => String(error))
        // An answer that is not read to its end keeps what sent it waiting.
        if (typeof answer !== 'string') await answer.arrayBuffer()
        statuses.push(typeof answer === 'string' ? answer : answer.status)
      }
      return statuses
    }, urls)
  expect(await fetchAll(['app://bundle/index.html'])).toEqual([200])
  const statuses = await fetchAll(TRICKS.map((trick) => `app://bundle/${trick}`))
  expect(TRICKS.filter((_trick, index) => statuses[index] !== 404)).toEqual([])
  const hosts = ['app://other/index.html', 'app://bundle.example/index.html', 'app://localhost/index.html']
  expect(await fetchAll(hosts)).toEqual([404, 404, 404])
  tried(TRICKS.length + hosts.length)
})

test('the page cannot read a file of the disk by any tag or call', async ({ launch }) => {
  const { page } = await launch()
  const secret = readFileSync('/etc/passwd', 'utf8').slice(0, 20)
  const read = await page.evaluate(readFiles, 'file:///etc/passwd')
  expect(read.got).toEqual([])
  expect(await page.content()).not.toContain(secret)
  tried(read.tried)
})
