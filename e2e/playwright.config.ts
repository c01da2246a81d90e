/** Journeys in the real app: a real window, real HTTP on loopback, a real database. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../out/journeys',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Each journey starts an app of its own; two cores carry two of them.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A build that does not start fails every journey slowly: stop early.
  maxFailures: 12,
  globalTimeout: 15 * 60_000,
  reporter: 'list',
})
