/** The containers of the app's icon: every picture is where the table says, whole. */
import { expect, it } from 'vitest'
import { toIcns, toIco } from './icon-files.ts'

const SIZES = [16, 32, 64, 128, 256, 512, 1024]
const pictures = SIZES.map((size) => ({ size, png: Buffer.from(`\x89PNG picture ${size} wide`, 'latin1') }))

it('a Windows icon holds each picture at the place and of the length its table names', () => {
  const small = pictures.filter(({ size }) => size <= 256)
  const ico = toIco(small)
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, small.length])
  small.forEach(({ size, png }, at) => {
    const entry = 6 + at * 16
    expect([ico[entry], ico[entry + 1]]).toEqual([size % 256, size % 256])
    const start = ico.readUInt32LE(entry + 12)
    expect(ico.subarray(start, start + ico.readUInt32LE(entry + 8))).toEqual(png)
  })
})

it('a Mac’s icon holds each picture under its name, and its length is the file’s', () => {
  const icns = toIcns(pictures)
  expect([icns.toString('ascii', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
  const found = new Map<string, Buffer>()
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    found.set(icns.toString('ascii', at, at + 4), icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))
  expect([...found.keys()].toSorted()).toEqual(
    ['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14', 'icp4', 'icp5'].toSorted(),
  )
  expect(found.get('ic10')).toEqual(pictures.at(-1)?.png)
  expect(found.get('ic13')).toEqual(pictures.find(({ size }) => size === 256)?.png)
})
