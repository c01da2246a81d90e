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

/** Each file the page asks for costs main a few milliseconds, so what is always read together is one file. */
const CHUNKS = [
  {
    name: 'start',
    test: /node_modules\/(react|react-dom|scheduler|zustand|use-sync-external-store)\/|lucide-react\/dist\/esm\/(createLucideIcon|Icon|context|defaultAttributes|shared|icons\/(check|copy))|words\/generated\/runtime|shared\/errors|renderer\/ui\/use-clock|vite\/preload-helper|rolldown\/runtime/,
    priority: 2,
  },
  // Menus, dialogs, toasts and lists to pick from share most of their parts.
  {
    name: 'floating',
    test: /node_modules\/(@base-ui\/(?!react\/(csp-provider|internals\/csp-context))|@floating-ui|tabbable)/,
    priority: 1,
  },
]

/** The preload of a sandboxed page must be one file; main reads later what only a request needs. */
const bundleForNode = (entry: string, outDir: string, { codeSplitting }: { codeSplitting: boolean }) => ({
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
    // Half the size, and read in less time at each start. Names stay, for what the log says.
    minify: true,
    sourcemap: true,
    rolldownOptions: {
      input: here(entry),
      external: ['electron', '@photostructure/sqlite', /^node:/],
      output: {
        format: 'cjs' as const,
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name].cjs',
        codeSplitting,
        keepNames: true,
      },
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
        rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
      },
    },
    main: bundleForNode('electron/main.ts', 'dist/main', { codeSplitting: true }),
    preload: bundleForNode('electron/preload.ts', 'dist/preload', { codeSplitting: false }),
  },
  builder: {},
})
