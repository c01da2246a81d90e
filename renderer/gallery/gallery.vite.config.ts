/** Builds or serves the gallery alone: `npm run gallery`, then open the address it prints. */
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The address that Vite prints is the root, where the app's own page is, and that has no bridge here. */
const gotoGallery: Plugin = {
  name: 'goto-gallery',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url !== '/') return next()
      response.writeHead(302, { location: '/gallery/gallery.html' }).end()
    })
  },
}

// oxlint-disable-next-line import/no-default-export -- vite asks for one
export default defineConfig({
  root: here('..'),
  base: './',
  plugins: [gotoGallery, react(), tailwindcss()],
  worker: { format: 'es' },
  build: {
    outDir: here('../../out/gallery'),
    emptyOutDir: true,
    target: 'chrome130',
    rolldownOptions: { input: here('gallery.html') },
  },
})
