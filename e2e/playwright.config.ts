/** Journeys in the real app: a real window, real HTTP on loopback, a real database. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../out/journeys',
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // Fonts and graphics of the same system draw the same; a colour or a distance that changed is more than this.
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', threshold: 0.03, maxDiffPixelRatio: 0.001 },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  // A new picture is taken with --update-snapshots, and looked at.
  updateSnapshots: 'none',
  // Each journey starts an app of its own; two cores carry two of them.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // What passes only the second time is named at the end of the run: docs/decisions/0034-a-journey-tried-again.md
  retries: 1,
  // A build that does not start fails every journey slowly: stop early.
  maxFailures: 25,
  globalTimeout: 30 * 60_000,
  reporter: 'list',
})
