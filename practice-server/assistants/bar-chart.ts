/** Draws numbers as bars, each with its value above it. */
import { createCanvas, encodePng, fill, type Canvas, type Colour } from '../png.ts'
import { shown } from './arithmetic.ts'

const PAPER: Colour = [255, 255, 255]
const INK: Colour = [60, 64, 72]
const BAR: Colour = [59, 113, 202]

/** Three by five dots a glyph, row by row from the top. */
const GLYPHS: Record<string, string> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001010010010',
  '8': '111101111101111',
  '9': '111101111001111',
  '-': '000000111000000',
  '.': '000000000000010',
}
const DOT = 3
const GLYPH_WIDTH = 4 * DOT

const WIDTH = 640
const HEIGHT = 360
const MARGIN = 40

/** A PNG of 640 by 360. */
export function barChart(numbers: readonly number[]): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT, PAPER)
  const most = Math.max(0, ...numbers)
  const least = Math.min(0, ...numbers)
  const scale = (HEIGHT - 2 * MARGIN) / (most - least || 1)
  const zero = Math.round(MARGIN + most * scale)
  const slot = (WIDTH - 2 * MARGIN) / Math.max(1, numbers.length)
  for (const [index, number] of numbers.entries()) {
    const length = Math.round(Math.abs(number) * scale)
    const x = Math.round(MARGIN + (index + 0.15) * slot)
    const top = number < 0 ? zero : zero - length
    fill(canvas, { x, y: top, width: Math.max(1, Math.round(slot * 0.7)), height: length }, BAR)
    const label = shown(number).slice(0, Math.max(1, Math.floor(slot / GLYPH_WIDTH)))
    const middle = Math.round(x + slot * 0.35 - (label.length * GLYPH_WIDTH) / 2)
    write(canvas, label, { x: middle, y: number < 0 ? zero + length + 6 : top - 6 - 5 * DOT })
  }
  fill(canvas, { x: MARGIN, y: zero, width: WIDTH - 2 * MARGIN, height: 2 }, INK)
  return encodePng(canvas)
}

function write(canvas: Canvas, text: string, { x, y }: { x: number; y: number }) {
  for (const [position, character] of Array.from(text).entries()) {
    for (const [dot, lit] of Array.from(GLYPHS[character] ?? '').entries()) {
      if (lit !== '1') continue
      const left = x + position * GLYPH_WIDTH + (dot % 3) * DOT
      fill(canvas, { x: left, y: y + Math.floor(dot / 3) * DOT, width: DOT, height: DOT }, INK)
    }
  }
}
