/** Draws the app's icon in all sizes from build/icon.svg: `npm run icons`. Look at the small ones before you commit them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openBareWindow } from './bare-window.ts'
import { drawIcon } from './draw-icon.mjs'
import { toIcns, toIco, type Sized } from './icon-files.ts'
import { inRoot } from './places.mjs'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const LARGEST_ICO = 256

const source = readFileSync(inRoot('build', 'icon.svg')).toString('base64')
const folder = inRoot('build', 'icons')
mkdirSync(folder, { recursive: true })

const { page, close } = await openBareWindow()
const pictures: Sized[] = []
try {
  for (const size of SIZES)
    pictures.push({ size, png: Buffer.from(await page.evaluate(drawIcon, { source, size }), 'base64') })
} finally {
  await close()
}
for (const { size, png } of pictures) writeFileSync(`${folder}/${size}x${size}.png`, png)
writeFileSync(inRoot('build', 'icon.ico'), toIco(pictures.filter(({ size }) => size <= LARGEST_ICO)))
writeFileSync(inRoot('build', 'icon.icns'), toIcns(pictures))
console.log(`  ${pictures.length} sizes, icon.ico and icon.icns in build/`)
