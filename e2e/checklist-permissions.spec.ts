/** Electron's security checklist, permissions: each is denied when it is asked for, when it is looked up, and as a device. */
import { expect } from '@playwright/test'
import { test } from './desk.ts'
import { askForPermissions, copy, knownDevices, lookUpPermissions } from './in-page.mjs'
import { tried } from './tried.ts'

/** As the page's own interface names them. */
const QUERIES = [
  'camera',
  'microphone',
  'geolocation',
  'midi',
  'notifications',
  'clipboard-read',
  'persistent-storage',
  'background-sync',
  'accelerometer',
  'gyroscope',
  'magnetometer',
  'screen-wake-lock',
  'storage-access',
  'window-management',
]

test('fourteen permissions are denied when looked up', async ({ launch }) => {
  const { page } = await launch()
  const states = await page.evaluate(lookUpPermissions, QUERIES)
  expect(states).toEqual(QUERIES.map((name) => [name, 'denied']))
  tried(QUERIES.length)
})

test('fourteen permissions are denied when asked for', async ({ launch }) => {
  const { page } = await launch()
  // Some may be asked for only after a click.
  await page.mouse.click(5, 5)
  const outcomes: Record<string, string> = await page.evaluate(askForPermissions)
  const notRefused = Object.entries(outcomes).filter(([, outcome]) => !outcome.startsWith('refused'))
  expect(notRefused).toEqual([])
  expect(Object.keys(outcomes)).toHaveLength(14)
  tried(14)
})

test('devices that were granted before are not handed out', async ({ launch }) => {
  const { page } = await launch()
  expect(await page.evaluate(knownDevices)).toBe(0)
  tried(3)
})

test('the copy buttons may still put plain text on the clipboard', async ({ launch }) => {
  const { page } = await launch()
  await page.mouse.click(5, 5)
  await page.evaluate(copy)
})
