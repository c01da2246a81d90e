/** Builds the three bundles of the app: the window, the main process and the preload. `vite build --app` makes all. */
import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Electron 33, the oldest runtime this app is developed on, is Chromium 130 and Node 20.18. */
const NODE_TARGET = 'node20'
const WINDOW_TARGET = 'chrome130'

const bundleForNode = (entry: string, outDir: string) => ({
  consumer: 'server' as const,
  resolve: {
    noExternal: true as const,
    external: ['electron', '@photostructure/sqlite'],
    conditions: ['node', 'import', 'default'],
  },
  build: {
    target: NODE_TARGET,
    outDir: here(outDir),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: here(entry),
      external: ['electron', '@photostructure/sqlite', /^node:/],
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
})

// oxlint-disable-next-line import/no-default-export -- vite asks for one
export default defineConfig({
  root: here('renderer'),
  base: './',
  plugins: [
    paraglideVitePlugin({
      project: here('project.inlang'),
      outdir: here('shared/words/generated'),
      strategy: ['globalVariable', 'baseLocale'],
      emitTsDeclarations: true,
    }),
    react(),
    tailwindcss(),
  ],
  worker: { format: 'es' },
  environments: {
    client: {
      build: {
        target: WINDOW_TARGET,
        outDir: here('dist/renderer'),
        // Fonts inlined as data: addresses would break the page's security policy.
        assetsInlineLimit: 0,
        emptyOutDir: true,
        sourcemap: true,
        modulePreload: { polyfill: false },
      },
    },
    main: bundleForNode('electron/main.ts', 'dist/main'),
    preload: bundleForNode('electron/preload.ts', 'dist/preload'),
  },
  builder: {},
})
