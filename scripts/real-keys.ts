/**
 * Keys as a keyboard sends them, through the X server's own test extension: menus and shortcuts of the system hear them,
 * which keys sent over the debugging port do not reach. https://www.x.org/releases/X11R7.7/doc/xextproto/xtest.html
 */
import { connect, type Socket } from 'node:net'

/** Numbers of keys on every X server's usual keyboard. */
const KEY_CODES: Readonly<Record<string, number>> = {
  Control: 37,
  Shift: 50,
  Alt: 64,
  I: 31,
  J: 44,
  C: 54,
  F12: 96,
}
const [KEY_DOWN, KEY_UP, BUTTON_DOWN, BUTTON_UP, MOVE] = [2, 3, 4, 5, 6]
const QUERY_EXTENSION = 98
const FAKE_INPUT = 2

export interface RealKeys {
  /** Clicks there: what is below the pointer gets the keys. */
  click(x: number, y: number): void
  /** `Control+Shift+I` */
  press(combination: string): void
  close(): void
}

/** Connects to the X server of a display such as `:7`. */
export async function openRealKeys(display: string): Promise<RealKeys> {
  const socket = connect(`/tmp/.X11-unix/X${display.replace(/^:/, '')}`)
  const read = reader(socket)
  // Little-endian, protocol 11, no password: the server is ours.
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
  const answer = await read(8)
  if (answer[0] !== 1) throw new Error('the X server lets nobody in')
  await read(answer.readUInt16LE(6) * 4)
  socket.write(Buffer.from([QUERY_EXTENSION, 0, 4, 0, 5, 0, 0, 0, ...Buffer.from('XTEST'), 0, 0, 0]))
  const extension = await read(32)
  if (extension[8] !== 1) throw new Error('the X server has no XTEST')
  const opcode = extension.readUInt8(9)

  const send = (type: number, detail: number, [x, y] = [0, 0]) => {
    const request = Buffer.alloc(36)
    request.set([opcode, FAKE_INPUT, 9, 0, type, detail])
    request.writeInt16LE(x, 24)
    request.writeInt16LE(y, 26)
    socket.write(request)
  }
  return {
    click(x, y) {
      send(MOVE, 0, [x, y])
      send(BUTTON_DOWN, 1)
      send(BUTTON_UP, 1)
    },
    press(combination) {
      const codes = combination.split('+').map((name) => KEY_CODES[name] ?? 0)
      for (const code of codes) send(KEY_DOWN, code)
      for (const code of codes.toReversed()) send(KEY_UP, code)
    },
    close: () => socket.destroy(),
  }
}

/** Hands over so many bytes once they are there. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  let kept = Buffer.alloc(0)
  let wake = () => undefined as void
  let failed: Error | null = null
  socket.on('data', (chunk) => {
    kept = Buffer.concat([kept, chunk])
    wake()
  })
  socket.on('error', (error) => {
    failed = error
    wake()
  })
  return async (count) => {
    while (kept.length < count) {
      if (failed !== null) throw failed
      await new Promise<void>((resolve) => (wake = resolve))
    }
    const taken = kept.subarray(0, count)
    kept = kept.subarray(count)
    return taken
  }
}
