/** Unit tests: the Node rooms in Node, the window's rooms in happy-dom. Journeys in the real app live in e2e/. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'out/unit-tests.json' }]],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{shared,electron,practice-server,scripts}/**/*.test.ts'],
          setupFiles: ['scripts/property-seed.ts'],
          testTimeout: 20_000,
        },
      },
      {
        // Electron 33 has no SQLite of its own; what the store promises must hold on the package, too.
        test: {
          name: 'other sqlite',
          environment: 'node',
          include: ['electron/storage/**/*.test.ts'],
          setupFiles: ['scripts/property-seed.ts', 'scripts/without-own-sqlite.ts'],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'window',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['scripts/property-seed.ts', 'renderer/test-setup.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
