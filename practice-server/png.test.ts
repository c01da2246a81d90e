/** The charts are real PNG files. */
import { crc32 as zlibCrc32, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { barChart } from './assistants/bar-chart.ts'
import { crc32, createCanvas, encodePng, fill } from './png.ts'

it('a picture decodes to the pixels that were painted', () => {
  const canvas = createCanvas(3, 2, [1, 2, 3])
  fill(canvas, { x: 1, y: -5, width: 9, height: 6 }, [200, 100, 50])
  const { width, height, rows } = decode(encodePng(canvas))
  expect([width, height]).toEqual([3, 2])
  expect([...rows]).toEqual([0, 1, 2, 3, 200, 100, 50, 200, 100, 50, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3])
})

it('the checksum is the one zlib knows', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(crc32(bytes)).toBe(zlibCrc32(bytes))
    }),
  )
})

it('any numbers make a chart', () => {
  const numbers = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 24 })
  fc.assert(
    fc.property(numbers, (values) => {
      expect(decode(barChart(values))).toMatchObject({ width: 640, height: 360 })
    }),
    { numRuns: 15 },
  )
})

it('a taller bar has more colour than a shorter one', () => {
  const blue = ([first, second]: [number, number]) => {
    const { rows, width } = decode(barChart([first, second]))
    const row = (y: number) => rows.subarray(y * (1 + width * 3) + 1, (y + 1) * (1 + width * 3))
    const at = (x: number) =>
      Array.from({ length: 360 }, (_, y) => row(y)[x * 3]).filter((red) => red === 59).length
    return [at(180), at(460)]
  }
  const [low = 0, high = 0] = blue([2, 8])
  expect(high).toBeGreaterThan(3 * low)
})

function decode(png: Buffer) {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const named = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(zlibCrc32(named))
    chunks.set(named.subarray(0, 4).toString('latin1'), named.subarray(4))
    at += 12 + length
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND'])
  const header = chunks.get('IHDR') ?? Buffer.alloc(13)
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  expect(rows.length).toBe(height * (1 + width * 3))
  return { width, height, rows }
}
