/** Builds or serves the gallery alone: `npx vite --config renderer/gallery/gallery.vite.config.ts`, then open /gallery/gallery.html. */
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// oxlint-disable-next-line import/no-default-export -- vite asks for one
export default defineConfig({
  root: here('..'),
  base: './',
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  build: {
    outDir: here('../../out/gallery'),
    emptyOutDir: true,
    target: 'chrome130',
    rolldownOptions: { input: here('gallery.html') },
  },
})
