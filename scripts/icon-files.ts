/** Puts pictures of one icon into the containers Windows and Macs want: each is a table of PNGs. */

/** A square PNG and how wide it is. */
export interface Sized {
  size: number
  png: Buffer
}

const ICO_HEAD = 6
const ICO_ENTRY = 16

/** A Windows icon: up to 256 wide. */
export function toIco(pictures: readonly Sized[]): Buffer {
  const head = Buffer.alloc(ICO_HEAD)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = ICO_HEAD + ICO_ENTRY * pictures.length
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY)
    // 256 is written as 0: the field is a byte.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(at, 12)
    at += png.length
    return entry
  })
  return Buffer.concat([head, ...entries, ...pictures.map(({ png }) => png)])
}

/** What a Mac calls each size; a second name is the same dots for a screen twice as fine. */
const ICNS_NAMES: ReadonlyMap<number, readonly string[]> = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
])

/** A Mac's icon. */
export function toIcns(pictures: readonly Sized[]): Buffer {
  const parts = pictures.flatMap(({ size, png }) =>
    (ICNS_NAMES.get(size) ?? []).map((name) => Buffer.concat([headOf(name, png.length), png])),
  )
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([headOf('icns', length), ...parts])
}

/** Four letters, then the length with this head. */
function headOf(name: string, length: number): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'ascii')
  head.writeUInt32BE(length + head.length, 4)
  return head
}
